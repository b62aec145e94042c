import { JournalError } from '../journal-error.ts';
import type { Journal } from '../journal.ts';
import { migrate } from './database.ts';
import { createDesk } from './desk.ts';
import { createEffects } from './effects.ts';
import { startGraphile } from './graphile-work.ts';
import { handOut, sweep } from './hand-out.ts';
import { createKeeping } from './keeping.ts';
import { openPool } from './pool.ts';
import { createShared } from './shared.ts';
import { take } from './take.ts';

/** `onError` hears of lost connections and of failures while effects are carried out; both are tried again. */
export type PostgresJournalParts = { url: string; clock: () => number; onError: (error: unknown) => void };

/**
 * The journal in a PostgreSQL database (12 or later), shared by any number of processes; its schema is set up or migrated.
 * Throws `JournalError`: `journal-unreachable`, `journal-newer`.
 */
export async function openPostgresJournal({ url, clock, onError }: PostgresJournalParts): Promise<Journal> {
  const pool = openPool(url, onError);
  try {
    await migrate(pool);
  } catch (error) {
    await pool.end();
    if (error instanceof JournalError) throw error;
    const remedy = 'the database cannot be used: check DATABASE_URL, and that its user may create schemas';
    throw new JournalError('journal-unreachable', remedy, { cause: error });
  }
  const { recordSent, sentAs, deadList, revive, backlog, ...held } = createEffects(pool, clock);
  const { load, due, forget } = createKeeping(pool);
  const queue = {
    ...held,
    claim: (worker: string, limit: number, conversation?: string) =>
      handOut(pool, clock(), worker, limit, conversation),
  };
  const graphile = { pool, queue, sweep: () => sweep(pool, clock()), clock, onError };

  return {
    take: (incoming, step) => take(pool, clock(), incoming, step),
    load,
    due,
    sentAs,
    recordSent,
    effects: {
      ...queue,
      deadList,
      revive,
      backlog,
      work: (worker, concurrency, perform) => startGraphile(graphile, worker, concurrency, perform),
    },
    ...createDesk(pool),
    ...createShared(pool),
    forgetTexts: forget,
    async check() {
      await pool.query('SELECT 1 FROM op25b.conversation LIMIT 1');
    },
    async backup() {
      throw new JournalError('backup-elsewhere', 'back PostgreSQL up with pg_dump, or as its host offers');
    },
    close: () => pool.end(),
  };
}
