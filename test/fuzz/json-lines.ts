import { PassThrough, Readable } from 'node:stream';
import * as fc from 'fast-check';
import type { Inbox } from '../../src/adapters/adapter.ts';
import { JsonLinesAdapter } from '../../src/adapters/terminal/json-lines-adapter.ts';
import { createTalk } from '../../src/adapters/terminal/talk.ts';
import type { Event } from '../../src/conversation/types.ts';
import { RESOURCES } from '../../src/message/resources.ts';
import { createTranslator } from '../../src/message/translator.ts';
import { fuzzed } from './fuzzed.ts';
import { texts } from './texts.ts';

const translator = createTranslator(RESOURCES);
const SCRAPS = [
  '{"text":"x"}',
  '{"answer":"port","value":587}',
  '{"command":"end"}',
  '{"text":',
  '{"answer":"__proto__","value":"x"}',
  '"',
  '\\u0000',
  '\\ud800',
  '}',
  '{',
  '[',
  ']',
  'null',
  '1e999',
  '\r',
  '{"text":"a","more":1}',
  '{"command":"hand-off"}',
  '\u2028',
  '{"answer":"worked","value":true}',
];
const line = fc
  .oneof(texts(SCRAPS, 8), fc.json({ maxDepth: 4 }))
  .map((text) => text.replace(/[\n\r\u2028\u2029]/g, ' '));
const EVENTS: Event['type'][] = ['said', 'answered', 'commanded', 'language-chosen'];

async function held(lines: string[]): Promise<{ events: Event[]; written: string[] }> {
  const events: Event[] = [];
  const output = new PassThrough();
  const inbox: Inbox = {
    receive: async ({ event }) => {
      events.push(event);
      return { type: 'taken' };
    },
    conversationOf: async () => null,
    whereabouts: async () => null,
    casesOf: async () => [],
    figures: async () => new Map(),
  };
  const talk = createTalk({
    conversation: 'c',
    opening: { type: 'started' },
    language: 'ja',
    languageChosen: false,
    run: 'r',
  });
  const adapter = new JsonLinesAdapter(Readable.from(lines.map((words) => `${words}\n`)), output, translator, talk);
  await adapter.start(inbox);
  await adapter.ended;
  output.end();
  return {
    events,
    written: Buffer.concat(await output.toArray())
      .toString('utf8')
      .split('\n')
      .slice(0, -1),
  };
}

/** Each line is an event or is refused, in words that are JSON on one line again. */
export const jsonLines = [
  fuzzed('json-lines-are-taken-or-refused', fc.array(line, { maxLength: 6 }), async (lines) => {
    const { events, written } = await held(lines);
    const refusals = written.map((words): unknown => JSON.parse(words));
    return (
      events.length + refusals.length === lines.filter((words) => words.trim() !== '').length &&
      events.every(({ type }) => EVENTS.includes(type)) &&
      refusals.every((refusal) => JSON.stringify(refusal).includes('"input-malformed"'))
    );
  }),
];
