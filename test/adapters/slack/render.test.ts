import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readComponent } from '../../../src/adapters/slack/component-id.ts';
import { harmless } from '../../../src/adapters/slack/harmless.ts';
import { render, type Post } from '../../../src/adapters/slack/render.ts';
import { columns } from '../../../src/adapters/slack/width.ts';
import type { Block, Document, Span } from '../../../src/message/document.ts';
import { refusalOfBlocks, textOf } from '../../fakes/slack/block-rules.ts';
import { controlsIn } from '../../fakes/slack/controls-in.ts';
import { paragraph, plain, translator } from './desk.ts';

const options = { conversation: '7K3M9-QX2DP', language: 'ja' as const, translator };
const posts = (...blocks: Block[]): Post[] => render({ blocks }, options);
const shown = (made: Post[]) => made.flatMap(({ blocks }) => blocks.map(textOf)).join('');
const squeezed = (words: string) => words.replaceAll(/\s/g, '');

function accepted(made: Post[]): void {
  for (const { blocks, text } of made) {
    expect(refusalOfBlocks(blocks)).toBeNull();
    expect(text.length).toBeLessThanOrEqual(1_000);
    expect(text.trim()).not.toBe('');
  }
}

const HOSTILE = [
  '<!channel> <!here> <!everyone> <@U1> <!subteam^S1> <https://evil.example|ok>',
  '@everyone @channel #general',
  '``` code ``` `x` *bold* _it_ ~no~ > quote',
  ':smile: :skull:',
  '&lt;!channel&gt; &amp;',
  '220 mail.\u202Eelpmaxe\u202C ESMTP\u0000\u0007\r\nX',
  'https://evil.example/?a=<!channel>',
  '\uD800 lone',
];

describe('what others wrote', () => {
  it.each(HOSTILE)('shows %j as it is, in no field that Slack reads as markup', (words) => {
    const spans: Span[] = [
      plain(words),
      { kind: 'code', value: words },
      { kind: 'link', value: words },
      { kind: 'person', value: words },
    ];
    const made = posts(
      { kind: 'heading', spans },
      { kind: 'paragraph', spans },
      { kind: 'list', items: [spans] },
      { kind: 'steps', items: [spans] },
      { kind: 'progress', items: [{ state: 'bad', spans }] },
      { kind: 'code', label: spans, value: words },
    );
    accepted(made);
    const json = JSON.stringify(made.map(({ blocks }) => blocks));
    expect(json).not.toContain('"mrkdwn"');
    expect(json).not.toMatch(/"type":"(broadcast|usergroup|channel|user)"/);
    for (const { text } of made) expect(text).not.toMatch(/<|>|&(?!amp;|lt;|gt;)/);
    // oxlint-disable-next-line no-misleading-character-class -- each mark alone
    expect(json + made.map(({ text }) => text).join('')).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200E\u200F]/);
    expect(squeezed(shown(made))).toContain(squeezed(harmless(words)));
  });

  it('shows all of a banner of 10,000 characters, Latin or Japanese, as code or as words', () => {
    for (const banner of ['x'.repeat(10_000), 'あ'.repeat(10_000), '\u{1F4E7}'.repeat(5_000)]) {
      const made = posts(paragraph('先頭', { kind: 'code', value: banner }), {
        kind: 'code',
        label: [plain('原文')],
        value: banner,
      });
      accepted(made);
      expect(shown(made).replaceAll(/\s/g, '')).toBe(`先頭${banner}原文${banner}`);
    }
  });

  it('mentions a person only where the text has one', () => {
    const [made] = posts(paragraph({ kind: 'person', value: 'U123' }, ' が担当します'));
    expect(JSON.stringify(made)).toContain('{"type":"user","user_id":"U123"}');
  });
});

describe('limits', () => {
  it('splits any document into posts that Slack takes, and loses no word of it', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 });
    const span: fc.Arbitrary<Span> = fc.record({ kind: fc.constantFrom('plain', 'code'), value: words });
    const spans = fc.array(span, { minLength: 1, maxLength: 4 });
    const items = fc.array(spans, { minLength: 1, maxLength: 30 });
    const block: fc.Arbitrary<Block> = fc.oneof(
      fc.record({ kind: fc.constantFrom('heading' as const, 'paragraph' as const), spans }),
      fc.record({ kind: fc.constantFrom('list' as const, 'steps' as const), items }),
      fc.record({
        kind: fc.constant('progress' as const),
        items: fc.array(fc.record({ state: fc.constantFrom('waiting', 'good', 'bad', 'unclear'), spans }), {
          minLength: 1,
        }),
      }),
      fc.record({ kind: fc.constant('code' as const), label: spans, value: words }),
    );
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 70 }), (blocks) => {
        const made = posts(...blocks);
        accepted(made);
        const given = blocks.flatMap((each) => {
          if ('spans' in each) return each.spans;
          if (each.kind === 'code') return [...each.label, plain(each.value)];
          if (each.kind === 'picture') return [];
          return each.items.flatMap((item) => ('spans' in item ? item.spans : item));
        });
        expect(squeezed(shown(made))).toBe(squeezed(given.map(({ value }) => harmless(value)).join('')));
      }),
      { numRuns: 60 },
    );
  });

  it('holds a post to 50 blocks and 10,000 columns, Japanese counted double', () => {
    const many = posts(...Array.from({ length: 120 }, (_, index) => paragraph(`行${index}`)));
    expect(many.map(({ blocks }) => blocks.length)).toEqual([50, 50, 20]);
    const long = posts(...Array.from({ length: 10 }, () => paragraph('あ'.repeat(1_400))));
    expect(long.length).toBe(4);
    for (const { blocks } of long) expect(columns(blocks.map(textOf).join(''))).toBeLessThanOrEqual(10_000);
  });

  it('numbers steps on where a list is split', () => {
    const made = posts({
      kind: 'steps',
      items: Array.from({ length: 9 }, (_, index) => [plain(`${index + 1}: ${'手順'.repeat(300)}`)]),
    });
    accepted(made);
    const lists = [...JSON.stringify(made).matchAll(/"type":"rich_text_list".*?(?:"offset":(\d+))/g)].map(
      (match) => match[1],
    );
    expect(lists).toEqual(['2', '4', '6', '8']);
  });

  it('shows a heading that is too long for one as bold words', () => {
    const [made] = posts({ kind: 'heading', spans: [plain('長'.repeat(151))] });
    expect(made?.blocks[0]?.type).toBe('rich_text');
    expect(posts({ kind: 'heading', spans: [plain('長'.repeat(150))] })[0]?.blocks[0]?.type).toBe('header');
  });

  it('cuts the notification within 1,000 characters, never within an escape', () => {
    const [made] = posts(paragraph('&<>'.repeat(900)));
    expect(made?.text).toMatch(/^(?:&amp;|&lt;|&gt;)+…$/);
  });
});

describe('questions', () => {
  const asking = (count: number, freeText: boolean, label = (index: number) => `選択肢${index}`): Document => ({
    blocks: [paragraph('どれですか')],
    question: {
      id: 'client',
      freeText,
      choices: Array.from({ length: count }, (_, index) => ({ id: `c${index}`, label: label(index) })),
    },
  });
  const controls = (document: Document) => {
    const made = render(document, options);
    accepted(made);
    return controlsIn(made.at(-1)?.blocks);
  };

  it('offers up to five choices as buttons', () => {
    const found = controls(asking(5, false));
    expect(found.map(({ type }) => type)).toEqual(['button', 'button', 'button', 'button', 'button', 'overflow']);
    expect(readComponent(found[2]?.id ?? '')).toEqual({
      kind: 'answer',
      language: 'ja',
      conversation: '7K3M9-QX2DP',
      question: 'client',
      choice: 'c2',
    });
  });

  it('offers more choices as a menu, and above a hundred as several', () => {
    expect(controls(asking(6, false)).map(({ type }) => type)).toEqual(['static_select', 'overflow']);
    const menus = controls(asking(230, false)).filter(({ type }) => type === 'static_select');
    expect(menus.map((menu) => menu.options.length)).toEqual([100, 100, 30]);
    expect(menus.flatMap((menu) => menu.options.map(({ value }) => value))).toContain('c229');
  });

  it('offers a form for free text', () => {
    const [first] = controls(asking(1, true));
    expect(first?.label).toBe('入力する');
    expect(readComponent(first?.id ?? '')).toMatchObject({ kind: 'type', question: 'client' });
  });

  it('cuts long labels to 75 characters, 24 full-width characters counting 24', () => {
    for (const count of [2, 8]) {
      const found = controls(asking(count, false, () => `${'名'.repeat(80)}`));
      const labels =
        found[0]?.type === 'button' ? [found[0].label] : (found[0]?.options.map(({ label }) => label) ?? []);
      for (const label of labels) expect(label).toBe(`${'名'.repeat(74)}…`);
    }
    expect(controls(asking(2, false, () => '名'.repeat(75)))[0]?.label).toBe('名'.repeat(75));
  });

  it('gives what nobody has to know a command for: a person, a new start, the end', () => {
    const menu = controls(asking(2, false)).find(({ type }) => type === 'overflow');
    expect(menu?.options.map(({ value }) => value)).toEqual(['hand-off', 'restart', 'end']);
  });

  it('puts the buttons into the last of several posts', () => {
    const document = { ...asking(3, true), blocks: Array.from({ length: 60 }, (_, index) => paragraph(`行${index}`)) };
    const made = render(document, options);
    expect(made.map(({ blocks }) => controlsIn(blocks).length)).toEqual([0, 5]);
  });

  it('gives the desk its buttons', () => {
    const found = controls({
      blocks: [paragraph('受付')],
      actions: [
        { id: 'claim', label: '担当する' },
        { id: 'resolve', label: '解決' },
      ],
    });
    expect(found.map(({ id }) => readComponent(id))).toEqual([
      { kind: 'desk', language: 'ja', conversation: '7K3M9-QX2DP', action: 'claim' },
      { kind: 'desk', language: 'ja', conversation: '7K3M9-QX2DP', action: 'resolve' },
    ]);
  });
});
