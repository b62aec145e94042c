import { randomUUID } from 'node:crypto';
import { caseId } from '../adapters/case-id.ts';
import { AT_THE_TERMINAL, createTalk } from '../adapters/terminal/talk.ts';
import { writeLine } from '../adapters/terminal/write-line.ts';
import { assemble, terminalAdapter } from '../app.ts';
import type { Config } from '../config.ts';
import { createLiveDesk } from '../desk/live-desk.ts';
import { SILENT_OBSERVER } from '../host/observer.ts';
import type { Journal, Kept } from '../journal/journal.ts';
import { text } from '../message/text.ts';
import { openJournal } from '../open-journal.ts';
import { holdOnTerminal } from './hold-on-terminal.ts';
import type { ServeOptions } from './serve.ts';

/** After this long, a conversation that was cut off is no longer on the person's mind. */
const RESUMED_WITHIN_MS = 86_400_000;

/** Holds the conversation here. One that was cut off goes on; one that was ended by its end of input does not. */
export async function serveOnTerminal(config: Config, { io, language }: ServeOptions): Promise<number> {
  const desk = createLiveDesk(config.deskFile);
  const { translator } = desk;
  const onError = (error: unknown) => void io.stderr.write(`op25b: ${String(error)}\n`);
  const journal = await openJournal(config, { role: 'serve', onError });
  try {
    await writeLine(io.stdout, translator.plain(language, text('terminal:no-platform')));
    const left = await leftOff(journal);
    if (left) await writeLine(io.stdout, translator.plain(left.conversation.language, text('terminal:left-off')));
    const run = randomUUID();
    const conversation = left?.conversation.id ?? caseId(run);
    const talk = createTalk({
      conversation,
      opening: left ? { type: 'commanded', command: 'resume' } : { type: 'started' },
      language,
      languageChosen: false,
      run,
    });
    const adapter = terminalAdapter(io, translator, 'words', talk);
    const parts = { journal, adapters: [adapter], desk, observer: SILENT_OBSERVER, limited: false };
    const host = assemble(config, parts);
    await holdOnTerminal(host, adapter, async (inbox) => {
      const isOpen = (await journal.load(conversation))?.status === 'open';
      if (isOpen) await inbox.receive(talk.happening({ type: 'commanded', command: 'end' }));
    });
  } finally {
    await journal.close();
  }
  return 0;
}

async function leftOff(journal: Journal): Promise<Kept | null> {
  const [last] = await journal.casesOf(AT_THE_TERMINAL, 1);
  const isFresh = last !== undefined && Date.now() - last.touchedAt < RESUMED_WITHIN_MS;
  return isFresh && last.conversation.status === 'open' && last.conversation.heard ? last : null;
}
