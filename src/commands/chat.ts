import { randomUUID } from 'node:crypto';
import { caseId } from '../adapters/case-id.ts';
import { createTalk } from '../adapters/terminal/talk.ts';
import { assemble, terminalAdapter } from '../app.ts';
import type { Config } from '../config.ts';
import { createLiveDesk } from '../desk/live-desk.ts';
import { SILENT_OBSERVER } from '../host/observer.ts';
import type { Language } from '../message/message.ts';
import { openMemoryJournal } from '../open-journal.ts';
import { holdOnTerminal } from './hold-on-terminal.ts';

export type ChatOptions = { io: NodeJS.Process; language: Language; languageChosen: boolean; jsonLines: boolean };

/** Holds one conversation on the terminal, until its end or the end of input. It is kept nowhere. */
export async function chat(config: Config, options: ChatOptions): Promise<number> {
  const { io, language, languageChosen, jsonLines } = options;
  const desk = createLiveDesk(config.deskFile);
  const { translator } = desk;
  const run = randomUUID();
  const opening = { type: 'started' } as const;
  const talk = createTalk({ conversation: caseId(run), opening, language, languageChosen, run });
  const adapter = terminalAdapter(io, translator, jsonLines ? 'json-lines' : 'words', talk);
  const journal = await openMemoryJournal(reportTo(io));
  const host = assemble(config, {
    journal,
    adapters: [adapter],
    desk,
    observer: SILENT_OBSERVER,
    limited: false,
  });
  await holdOnTerminal(host, adapter);
  await journal.close();
  return 0;
}

function reportTo(io: NodeJS.Process): (error: unknown) => void {
  return (error) => void io.stderr.write(`op25b: ${error instanceof Error ? error.message : String(error)}\n`);
}
