import { writeLine } from '../adapters/terminal/write-line.ts';
import type { Config } from '../config.ts';
import { withDeskWords } from '../desk/knowledge/with-desk-words.ts';
import { successTable, type SuccessRow } from '../desk/success-table.ts';
import type { Language } from '../message/message.ts';
import { RESOURCES } from '../message/resources.ts';
import { dataText, text } from '../message/text.ts';
import { createTranslator, type Translator } from '../message/translator.ts';
import { auditCommand } from './audit-command.ts';
import { visitJournal } from './visit-journal.ts';

export type StatsOptions = { io: NodeJS.Process; language: Language; json: boolean };

/** Prints how often each cause was found and how often its remedy helped. */
export async function stats(config: Config, { io, language, json }: StatsOptions): Promise<number> {
  const figures = await visitJournal(config, (journal) => journal.figures());
  auditCommand(config, { act: 'stats-read', result: 'done' });
  const rows = successTable(figures);
  if (json) {
    await writeLine(io.stdout, JSON.stringify({ figures: Object.fromEntries(figures), causes: rows }));
    return 0;
  }
  const translator = createTranslator(withDeskWords(RESOURCES, config.desk.knowledge));
  const solved = figures.get('cases:solved') ?? 0;
  const unsolved = figures.get('cases:unsolved') ?? 0;
  const handedOff = figures.get('cases:handed-off') ?? 0;
  const head = text('terminal:stats.cases', { solved, unsolved, handedOff });
  await writeLine(io.stdout, translator.plain(language, head));
  for (const row of rows) await writeLine(io.stdout, line(row, translator, language));
  return 0;
}

function line({ cause, told, worked, failed, rate }: SuccessRow, translator: Translator, language: Language): string {
  const key = `cause:${cause}.name` as const;
  const name = translator.has(language, key) ? translator.plain(language, dataText(key)) : cause;
  if (rate === null) return translator.plain(language, text('terminal:stats.untold', { cause: name, told }));
  const percent = Math.round(rate * 100);
  const said = worked + failed;
  return translator.plain(language, text('terminal:stats.rate', { cause: name, told, percent, worked, said }));
}
