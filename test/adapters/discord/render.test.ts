import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { render } from '../../../src/adapters/discord/render.ts';
import type { Block, Document, Span } from '../../../src/message/document.ts';
import { checkMessage, COMPONENTS_V2 } from '../../fakes/discord/check-body.ts';
import { buttonsOf, componentsOf, optionsOf, textOf } from '../../fakes/discord/seen.ts';
import { World, type Message } from '../../fakes/discord/world.ts';
import { translator } from './stand.ts';

const CONVERSATION = '7K3M9-QX2DP';
const world = new World();
const place = world.addChannel('any');

/** The messages that a document becomes, each one that Discord takes. */
function shown(document: Document): Message[] {
  return render(document, { conversation: CONVERSATION, language: 'en', translator }).map((components) => {
    checkMessage({ flags: COMPONENTS_V2, components: [...components] });
    return world.addMessage(place, world.bot, { components });
  });
}

const words = (document: Document): string => shown(document).map(textOf).join('\n');
const plain = (value: string): Span => ({ kind: 'plain', value });
const paragraph = (...spans: Span[]): Document => ({ blocks: [{ kind: 'paragraph', spans }] });

describe('a document on Discord', () => {
  it('has Discord’s own headings, lists, steps and progress', () => {
    const document: Document = {
      blocks: [
        { kind: 'heading', spans: [plain('Why')] },
        { kind: 'list', items: [[plain('one')], [plain('two')]] },
        { kind: 'heading', spans: [plain('What to do')] },
        { kind: 'steps', items: [[plain('Set the port to '), { kind: 'code', value: '587' }], [plain('Send')]] },
        {
          kind: 'progress',
          items: [
            { state: 'good', spans: [plain('587 open')] },
            { state: 'bad', spans: [plain('25 closed')] },
          ],
        },
        { kind: 'code', label: [plain('Paste this')], value: 'nc -vz smtp.example.jp 25' },
      ],
    };
    const [message, ...more] = shown(document);
    expect(more).toEqual([]);
    expect(message && textOf(message)).toBe(
      [
        '### Why\n- one\n- two',
        '### What to do\n1. Set the port to `587`\n2. Send\n✅ 587 open\n❌ 25 closed\nPaste this\n```\nnc -vz smtp.example.jp 25\n```',
      ].join('\n'),
    );
    expect(message?.components).toMatchObject([{ type: 17 }]);
  });

  it('offers up to five choices as buttons, more as menus of 25, and words by a form', () => {
    const asking = (count: number, freeText: boolean): Document => ({
      blocks: [],
      question: {
        id: 'client',
        choices: Array.from({ length: count }, (_, index) => ({ id: `c${index}`, label: `Client ${index}` })),
        freeText,
      },
    });
    const [five] = shown(asking(5, true));
    expect(five && buttonsOf(five)).toEqual([0, 1, 2, 3, 4].map((n) => `Client ${n}`).concat('Write an answer…'));
    const [six] = shown(asking(6, false));
    expect(six && optionsOf(six).length).toBe(6);
    expect(six && buttonsOf(six)).toEqual([]);
    const [sixty] = shown(asking(60, true));
    expect(sixty && componentsOf(sixty).filter(({ type }) => type === 3).length).toBe(3);
    expect(shown(asking(600, true)).flatMap(optionsOf).length).toBe(600);
  });

  it('gives the desk its buttons', () => {
    const [message] = shown({
      ...paragraph(plain('A case')),
      actions: [
        { id: 'claim', label: 'I take it' },
        { id: 'resolve', label: 'Solved' },
      ],
    });
    expect(message && buttonsOf(message)).toEqual(['I take it', 'Solved']);
  });

  it('cuts a label that is too long, never a character in two', () => {
    const label = `${'あ'.repeat(78)}👨‍👩‍👧‍👦👨‍👩‍👧‍👦`;
    const [message] = shown({ blocks: [], question: { id: 'port', choices: [{ id: '25', label }], freeText: false } });
    expect(message && buttonsOf(message)).toEqual([`${'あ'.repeat(78)}…`]);
  });

  it('is a mention for a person of Discord alone', () => {
    expect(words(paragraph({ kind: 'person', value: '80351110224678912' }))).toBe('<@80351110224678912>');
    expect(words(paragraph({ kind: 'person', value: 'U1>@everyone' }))).toBe('U1\\>@\u{200B}everyone');
  });

  it('shows only web links as links', () => {
    expect(words(paragraph({ kind: 'link', value: 'https://example.jp/a b' }))).toBe('<https://example.jp/a%20b>');
    expect(words(paragraph({ kind: 'link', value: 'javascript:alert(1)' }))).toBe('javascript:alert(1)');
  });
});

describe('a text that would be obeyed', () => {
  const HARMFUL: [string, string][] = [
    ['@everyone @here', '@\u{200B}everyone @\u{200B}here'],
    ['<@80351110224678912>', '\\<@80351110224678912\\>'],
    ['<@&1> <#2> <t:3> </x:4> <:e:5>', '\\<@&1\\> \\<#2\\> \\<t:3\\> \\</x:4\\> \\<:e:5\\>'],
    ['# big', '\\# big'],
    ['-# small', '\\-# small'],
    ['- a\n* b\n+ c\n1. d\n2) e', '\\- a\n\\* b\n\\+ c\n1\\. d\n2\\) e'],
    ['> quote\n>>> all', '\\> quote\n\\>\\>\\> all'],
    ['**b** _i_ ~~s~~ ||hidden|| `c`', '\\*\\*b\\*\\* \\_i\\_ \\~\\~s\\~\\~ \\|\\|hidden\\|\\| \\`c\\`'],
    ['[safe](https://evil.example)', '\\[safe\\](https:\\//evil.example)'],
    ['back\\slash', 'back\\\\slash'],
    ['abc\u{202E}fed\u{2066}\u{200F}', 'abcfed'],
    ['bell\u{7}\u{1B}[31m', 'bell\\[31m'],
  ];

  it.each(HARMFUL)('%j is harmless', (given, expected) => {
    expect(words(paragraph(plain(given)))).toBe(expected);
  });

  it('stays inside its code', () => {
    expect(words(paragraph({ kind: 'code', value: 'a`b`` @everyone\n# c' }))).toBe('`aˋbˋˋ @everyone # c`');
    const fence: Block = { kind: 'code', label: [plain('Copy')], value: 'x\n```\n@everyone' };
    expect(words({ blocks: [fence] })).toBe('Copy\n```\nx\n``\u{200B}`\n@everyone\n```');
  });

  it('of any kind and length becomes messages that Discord takes', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.string({ unit: fc.constantFrom('`', '*', '\\', '\n', '<', '@', 'あ', '\u{202E}'), maxLength: 6000 }),
    );
    const span: fc.Arbitrary<Span> = fc.record({
      kind: fc.constantFrom('plain' as const, 'code' as const, 'link' as const, 'person' as const),
      value: text,
    });
    const spans = fc.array(span, { maxLength: 4 });
    const items = fc.array(spans, { maxLength: 12 });
    const block: fc.Arbitrary<Block> = fc.oneof(
      fc.record({ kind: fc.constantFrom('heading' as const, 'paragraph' as const), spans }),
      fc.record({ kind: fc.constantFrom('list' as const, 'steps' as const), items }),
      fc.record({ kind: fc.constant('code' as const), label: spans, value: text }),
    );
    const choices = fc.uniqueArray(
      fc.record({ id: fc.stringMatching(/^[a-z]{1,8}$/), label: fc.string({ minLength: 1, maxLength: 120 }) }),
      {
        selector: ({ id }) => id,
        minLength: 1,
        maxLength: 60,
      },
    );
    const question = fc.record({ id: fc.constant('port'), choices, freeText: fc.boolean() });
    const document = fc.record({ blocks: fc.array(block, { maxLength: 60 }), question });
    fc.assert(
      fc.property(document, (given) => {
        expect(shown(given).length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });

  it('of 10,000 characters arrives whole, in several messages', () => {
    const long = 'あいうえお'.repeat(2000);
    const all = words(paragraph(plain(long)));
    expect(all.replaceAll('\n', '')).toBe(long);
    const banner = shown(paragraph(plain('The server says '), { kind: 'code', value: `220 ${long}` }));
    expect(banner.length).toBeGreaterThan(2);
  });
});
