import { guardWith } from '../guard.ts';
import { JournalError } from '../journal-error.ts';
import type { Incoming, Journal, Stepper } from '../journal.ts';
import { createCrowds } from './crowds.ts';
import { migrate } from './database.ts';
import { createDesk } from './desk.ts';
import { createEffects } from './effects.ts';
import { startGraphile } from './graphile-work.ts';
import { handOut, sweep } from './hand-out.ts';
import { inTurn } from './in-turn.ts';
import { createKeeping } from './keeping.ts';
import { createPeople } from './people.ts';
import { MOST_CONNECTIONS, openPool, openSoftPool } from './pool.ts';
import { asJournalError } from './postgres-error.ts';
import { createShared } from './shared.ts';
import { take } from './take.ts';

/** `onError` hears of lost connections and of failures while effects are carried out; both are tried again. */
export type PostgresJournalParts = { url: string; clock: () => number; onError: (error: unknown) => void };

/**
 * The journal in a PostgreSQL database (12 or later), shared by any number of processes; its schema is set up or migrated.
 * Throws `JournalError`: `journal-unreachable`, `journal-newer`, `journal-full`.
 */
export async function openPostgresJournal({ url, clock, onError }: PostgresJournalParts): Promise<Journal> {
  const pool = openPool(url, onError);
  const soft = openSoftPool(url, onError);
  const pools = { durable: pool, soft };
  try {
    await migrate(pool);
  } catch (cause) {
    await Promise.all([pool.end(), soft.end()]);
    const error = asJournalError(cause);
    if (error instanceof JournalError) throw error;
    const remedy = 'the database cannot be used: check DATABASE_URL, and that its user may create schemas';
    throw new JournalError('journal-unreachable', remedy, { cause });
  }
  const guard = guardWith(asJournalError);
  const effects = createEffects(pools, clock);
  const desk = createDesk(pool);
  const shared = createShared(pools);
  const keeping = createKeeping(pool);
  const people = createPeople(pool);
  const queue = {
    claim: guard((worker: string, limit: number, conversation?: string) =>
      handOut(soft, clock(), worker, limit, conversation),
    ),
    renew: guard(effects.renew),
    finish: guard(effects.finish),
    retryLater: guard(effects.retryLater),
    dead: guard(effects.dead),
  };
  const graphile = { pool: soft, queue, sweep: guard(() => sweep(soft, clock())), clock, onError };

  return {
    take: guard(inTurn(MOST_CONNECTIONS, (incoming: Incoming, step: Stepper) => take(pool, clock(), incoming, step))),
    load: guard(keeping.load),
    whereabouts: guard(people.whereabouts),
    casesOf: guard(people.casesOf),
    conversationOf: guard(people.conversationOf),
    sentAs: guard(effects.sentAs),
    recordSent: guard(effects.recordSent),
    due: guard(keeping.due),
    effects: {
      ...queue,
      deadList: guard(effects.deadList),
      revive: guard(effects.revive),
      backlog: guard(effects.backlog),
      work: (worker, concurrency, perform) => startGraphile(graphile, worker, concurrency, perform),
    },
    saveInstallation: guard(desk.saveInstallation),
    loadInstallation: guard(desk.loadInstallation),
    deleteInstallation: guard(desk.deleteInstallation),
    openCase: guard(desk.openCase),
    closeCase: guard(desk.closeCase),
    openCases: guard(desk.openCases),
    count: guard(desk.count),
    figures: guard(desk.figures),
    spend: guard(shared.spend),
    report: guard(createCrowds(pool).report),
    beginProbe: guard(shared.beginProbe),
    endProbe: guard(shared.endProbe),
    forgetTexts: guard(keeping.forget),
    async check() {
      await pool.query('SELECT 1 FROM op25b.conversation LIMIT 1');
    },
    async backup() {
      throw new JournalError('backup-elsewhere', 'back PostgreSQL up with pg_dump, or as its host offers');
    },
    async close() {
      await Promise.all([pool.end(), soft.end()]);
    },
  };
}
