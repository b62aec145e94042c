import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import type { Inbox } from '../../src/adapters/adapter.ts';
import { createTalk } from '../../src/adapters/terminal/talk.ts';
import { TerminalAdapter } from '../../src/adapters/terminal/terminal-adapter.ts';
import type { Event } from '../../src/conversation/types.ts';
import { RESOURCES } from '../../src/message/resources.ts';
import { createTranslator } from '../../src/message/translator.ts';

/** A terminal into which `chunks` come, each as one paste; gives what the adapter hands on. */
async function pasted(chunks: string[], isTTY: boolean): Promise<string[]> {
  const input = Object.assign(new PassThrough(), { isTTY });
  const events: Event[] = [];
  const heard: (() => void)[] = [];
  const inbox: Inbox = {
    receive: async ({ event }) => {
      events.push(event);
      heard.shift()?.();
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
  const adapter = new TerminalAdapter(input, new PassThrough().resume(), createTranslator(RESOURCES), false, talk);
  const turn = () => new Promise<void>((resolve) => heard.push(resolve));
  const opened = turn();
  await adapter.start(inbox);
  await opened;
  for (const chunk of chunks) {
    const taken = turn();
    input.write(chunk);
    await taken;
  }
  input.end();
  await adapter.ended;
  return events.flatMap((event) => (event.type === 'said' ? [event.text] : []));
}

const DIALOGUE = 'AUTH LOGIN\n334 UGFzc3dvcmQ6\naHVudGVyMg==\n535 5.7.8 no\n';

test('what is pasted into a terminal is one message, so that an answer to a challenge is known as one', async () => {
  expect(await pasted([DIALOGUE, '587\n'], true)).toEqual([DIALOGUE.trim(), '587']);
});

test('lines that are piped in are a message each', async () => {
  expect(await pasted(['smtp.example.jp\n', '587\n'], false)).toEqual(['smtp.example.jp', '587']);
});

test('a million lines at once are one message', async () => {
  const [all, ...more] = await pasted(['x\n'.repeat(1_000_000)], true);
  expect(more).toEqual([]);
  expect(all).toHaveLength(1_999_999);
});
