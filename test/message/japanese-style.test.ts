import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';

/** One word for one thing: what is not written, and what stands in its place. */
const REFUSED = [
  { written: /遮断/u, instead: '規制（回線のOP25B）、制限（クラウドや社内）、止める' },
  { written: /(?<!割り)あて(?![るはらにま])|あてに|あてだけ/u, instead: '宛て' },
  { written: /サイン ?イン|ログオン/u, instead: '認証、ログイン', butIn: 'remedy sign-in-with-oauth' },
  { written: /docomo|NTTドコモ/iu, instead: 'ドコモ' },
  { written: /モダン認証|最新の認証|モダンな認証/u, instead: '先進認証' },
  { written: /／|\d{4} ?\/ ?\d{4}/u, instead: '・（Outlook 2010・2013）' },
  { written: /(?<!メール)送信サーバー/u, instead: '送信メールサーバー', butIn: 'clients ' },
  { written: /(?:ふだん|普段)のパスワード/u, instead: '通常のパスワード' },
  { written: /(?:サーバ|ユーザ|フォルダ|ブラウザ|プリンタ)(?!ー)/u, instead: '語末の長音（サーバー）' },
  { written: /下さい|出来[るまな]|(?<!一)致しま|頂[いき]|既に|全て|及び|分か[りる]/u, instead: 'ひらがな' },
  { written: /やりとり/u, instead: 'やり取り' },
  { written: /後で|他の/u, instead: 'あとで、ほかの', butIn: 'clients other' },
  { written: /(?<![{\w])bot|ロボット/u, instead: 'ボット' },
  { written: /[％０-９Ａ-Ｚａ-ｚ]/u, instead: '半角の数字、英字、%' },
  { written: /[ぁ-んァ-ヶ一-龠][(;,!?]|。 /u, instead: '全角の括弧と句読点' },
];
/** Labels of a vendor's screen stand in these and are written as they are there. */
const LABEL = /「[^「」]*」/gu;

const root = new URL('../../locales/ja/', import.meta.url);

function* leaves(value: unknown, path: string): Generator<{ path: string; words: string }> {
  if (typeof value === 'string') yield { path, words: value };
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value))
      yield* leaves(inner, path.endsWith(' ') ? path + key : `${path}.${key}`);
  }
}

function allTexts(): { path: string; words: string }[] {
  const files = readdirSync(root).flatMap((file) => {
    const parsed: unknown = JSON.parse(readFileSync(new URL(file, root), 'utf8'));
    return [...leaves(parsed, `${file.replace('.json', '')} `)];
  });
  const { lines } = loadKnowledge().engine.diagnosis;
  return [...files, ...lines.map(({ id, name }) => ({ path: `line ${id}`, words: name.ja }))];
}

const texts = allTexts();

test.each(REFUSED)('Japanese texts write $instead, not $written', ({ written, butIn }) => {
  const found = texts
    .filter(({ path }) => butIn === undefined || !path.startsWith(butIn))
    .filter(({ words }) => written.test(words.replaceAll(LABEL, '「」')));
  expect(found).toEqual([]);
});
