import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Adapter } from '../../../src/adapters/adapter.ts';
import { JsonLinesAdapter } from '../../../src/adapters/terminal/json-lines-adapter.ts';
import { createTalk, type Talk } from '../../../src/adapters/terminal/talk.ts';
import { TerminalAdapter } from '../../../src/adapters/terminal/terminal-adapter.ts';
import { RESOURCES } from '../../../src/message/resources.ts';
import { createTranslator } from '../../../src/message/translator.ts';
import { adapterContract } from '../contract/adapter-contract.ts';
import type { Rig, Seen } from '../contract/rig.ts';
import { MemoryInbox } from '../memory-inbox.ts';

const translator = createTranslator(RESOURCES);
/** All that a terminal obeys, and marks that turn the direction of text; line feeds are its lines. */
const OBEYED = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

type Streams = { input: PassThrough; written: () => string; inbox: MemoryInbox };

async function onStreams(
  create: (input: PassThrough, output: PassThrough, talk: Talk) => Adapter,
): Promise<Streams & Pick<Rig, 'adapter' | 'until' | 'close'>> {
  const input = new PassThrough();
  const output = new PassThrough();
  let written = '';
  output.setEncoding('utf8').on('data', (piece: string) => (written += piece));
  const inbox = new MemoryInbox('terminal');
  const opening = { type: 'started' } as const;
  const talk = createTalk({ conversation: 'A-B', opening, language: 'ja', languageChosen: false, run: 'r' });
  const adapter = create(input, output, talk);
  await adapter.start(inbox);
  return {
    adapter,
    inbox,
    input,
    written: () => written,
    async until(look) {
      for (;;) {
        const found = look();
        if (found !== null && found !== undefined && found !== false) return found;
        await sleep(5);
      }
    },
    async close() {
      await adapter.stop();
      await adapter.close();
    },
  };
}

/** Choices are printed as `  2  587番`. */
const CHOICE = /^ {2}\d+ {2}(.+)$/gmu;

async function terminalRig(): Promise<Rig> {
  const { input, written, inbox, ...rig } = await onStreams(
    (from, to, talk) => new TerminalAdapter(from, to, translator, false, talk),
  );
  const buttons = () => [...written().matchAll(CHOICE)].flatMap(([, label]) => (label === undefined ? [] : [label]));
  const { taken } = inbox;
  return {
    ...rig,
    inbox: {
      // A terminal speaks first: what its person says comes after the opening.
      get taken() {
        return taken.slice(1);
      },
      whereabouts: (conversation) => inbox.whereabouts(conversation),
    },
    ask: (words) => void input.write(`${words}\n`),
    press: (label) => void input.write(`${buttons().indexOf(label) + 1}\n`),
    seen: () => [{ place: 'terminal', words: written(), buttons: buttons() }],
    obeyed: () => written().match(OBEYED) ?? [],
  };
}

const line = z.object({
  type: z.enum(['message', 'edit', 'error']),
  /** Absent: data beside the words. */
  id: z.string().default('data'),
  text: z.string(),
  question: z.object({ id: z.string(), choices: z.array(z.object({ id: z.string(), label: z.string() })) }).optional(),
});

async function jsonLinesRig(): Promise<Rig> {
  const { input, written, inbox, ...rig } = await onStreams(
    (from, to, talk) => new JsonLinesAdapter(from, to, translator, talk),
  );
  const lines = () =>
    written()
      .split('\n')
      .filter((one) => one !== '')
      .map((one) => line.parse(JSON.parse(one)));
  const seen = (): Seen[] => {
    const shown = new Map<string, Seen>();
    for (const { id, text, question } of lines()) {
      const buttons = question?.choices.map(({ label }) => label) ?? shown.get(id)?.buttons ?? [];
      shown.set(id, { place: 'stdout', words: text, buttons });
    }
    return [...shown.values()];
  };
  return {
    ...rig,
    inbox,
    ask: (words) => void input.write(`${JSON.stringify({ text: words })}\n`),
    press(label) {
      const question = lines().findLast((one) => one.question)?.question;
      const choice = question?.choices.find((one) => one.label === label);
      input.write(`${JSON.stringify({ answer: question?.id, value: choice?.id })}\n`);
    },
    seen,
    // Who reads JSON gets the text as it is; what they must not get is a line that is none.
    obeyed: () => (lines().length > 0 ? [] : ['no line']),
  };
}

adapterContract('terminal', terminalRig);
adapterContract('json-lines', jsonLinesRig);
