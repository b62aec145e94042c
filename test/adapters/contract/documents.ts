import type { Document, Span } from '../../../src/message/document.ts';

const plain = (value: string): Span => ({ kind: 'plain', value });

/** Paragraphs; each is one string, or spans. */
export function paragraphs(...words: (string | Span[])[]): Document {
  return {
    blocks: words.map((one) => ({ kind: 'paragraph', spans: typeof one === 'string' ? [plain(one)] : one })),
  };
}

/** A question as the engine asks it. */
export const PORT_QUESTION: Document = {
  ...paragraphs('ポート番号は？'),
  question: {
    id: 'port',
    freeText: true,
    choices: [
      { id: '25', label: '25番' },
      { id: '587', label: '587番' },
      { id: 'unknown', label: 'わからない' },
    ],
  },
};

export const STEPS = Array.from(
  { length: 90 },
  (_, index) => `手順${index + 1}「送信（SMTP）サーバー」${'を直す'.repeat(30)}`,
);

/** More steps than one message of any platform holds. */
export const LONG_ANSWER: Document = {
  blocks: [
    { kind: 'heading', spans: [plain('直し方')] },
    { kind: 'steps', items: STEPS.map((words) => [plain(words)]) },
  ],
  question: {
    id: 'worked',
    freeText: false,
    choices: [
      { id: 'yes', label: '直った' },
      { id: 'no', label: '直らない' },
    ],
  },
};

/** What a server may send to do harm. */
export const HARMFUL = [
  '<!channel> <!here> <!subteam^S1> <@U1> <@80351110224678912> <@&1> <#2>',
  '@everyone @here @channel',
  '`code` ```fence``` *bold* _it_ ~no~ **b** ||hidden||',
  '[safe](https://evil.example) <https://evil.example|safe>',
  'abc\u{202E}fed\u{202C} \u{2066}x\u{2069} \u{200F}y',
  '\u{1B}[31mred\u{7}',
].join(' ');

export const BANNER = '帯'.repeat(10_000);

export const CASE_AT_THE_DESK: Document = {
  blocks: [
    { kind: 'heading', spans: [plain('引き継ぎ')] },
    { kind: 'list', items: [[plain('25番ポートだけ届かない')]] },
    { kind: 'code', label: [plain('やりとり')], value: '利用者: 送れません' },
  ],
  actions: [
    { id: 'claim', label: '担当する' },
    { id: 'hand-back', label: 'ボットに戻す' },
    { id: 'resolve', label: '解決した' },
  ],
};
