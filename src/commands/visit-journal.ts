import type { Config } from '../config.ts';
import type { Journal } from '../journal/journal.ts';
import { openJournal } from '../open-journal.ts';

/** Opens the journal beside a bot that runs, lets `visit` use it, and closes it. Throws `JournalError`. */
export async function visitJournal<Result>(
  config: Config,
  visit: (journal: Journal) => Promise<Result>,
): Promise<Result> {
  const journal = await openJournal(config, { role: 'visit', onError: () => undefined });
  try {
    return await visit(journal);
  } finally {
    await journal.close();
  }
}
