import type { Config } from '../config.ts';
import type { Language } from '../message/message.ts';
import { RESOURCES } from '../message/resources.ts';
import { text } from '../message/text.ts';
import { createTranslator } from '../message/translator.ts';
import { writeLine } from '../adapters/terminal/write-line.ts';
import { auditCommand } from './audit-command.ts';
import { visitJournal } from './visit-journal.ts';

export type BackupOptions = { io: NodeJS.Process; language: Language; file: string };

/** Writes a copy of the journal while the bot runs. Throws `JournalError`: `backup-elsewhere` for PostgreSQL. */
export async function backup(config: Config, { io, language, file }: BackupOptions): Promise<number> {
  const translator = createTranslator(RESOURCES);
  await visitJournal(config, (journal) => journal.backup(file));
  auditCommand(config, { act: 'backup', result: 'done' });
  await writeLine(io.stdout, translator.plain(language, text('terminal:backup-written', { file: { code: file } })));
  return 0;
}
