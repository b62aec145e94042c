import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/adapters/adapter.ts';
import { createTalk } from '../../../src/adapters/terminal/talk.ts';
import { TerminalAdapter } from '../../../src/adapters/terminal/terminal-adapter.ts';
import { RESOURCES } from '../../../src/message/resources.ts';
import { createTranslator } from '../../../src/message/translator.ts';
import { MemoryInbox } from '../memory-inbox.ts';

const QUESTION: Delivery = {
  conversation: 'A-B',
  to: 'person',
  address: null,
  language: 'en',
  root: null,
  key: 'k',
  repeat: false,
  showing: {
    type: 'say',
    message: 'm1',
    document: {
      blocks: [{ kind: 'paragraph', spans: [{ kind: 'plain', value: 'Which port?' }] }],
      question: { id: 'port', choices: [{ id: '587', label: '587' }], freeText: true },
    },
  },
};

describe('what is typed ahead, or piped in,', () => {
  it('is taken, and the conversation ends with it, although the opening is still being taken', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    output.resume();
    const inbox = new MemoryInbox('terminal');
    inbox.slowMs = 50;
    const opening = { type: 'started' } as const;
    const talk = createTalk({ conversation: 'A-B', opening, language: 'en', languageChosen: false, run: 'r' });
    const adapter = new TerminalAdapter(input, output, createTranslator(RESOURCES), false, talk);
    await adapter.start(inbox);
    input.end("I can't send mail\nquit\n");
    await adapter.ended;
    expect(inbox.taken.map(({ event }) => event)).toEqual([
      opening,
      { type: 'said', text: "I can't send mail" },
      { type: 'said', text: 'quit' },
    ]);
    expect(await adapter.deliver(QUESTION)).toMatchObject({ type: 'done' });
  });
});
