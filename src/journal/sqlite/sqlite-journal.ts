import { guardWith } from '../guard.ts';
import { hostWork } from '../host-work.ts';
import type { Journal } from '../journal.ts';
import { createCheck } from './check-beside.ts';
import { createCrowds } from './crowds.ts';
import { openDatabase, type Role } from './database.ts';
import { createDesk } from './desk.ts';
import { createEffects } from './effects.ts';
import { erase } from './erase.ts';
import { createHandOut } from './hand-out.ts';
import { createKeeping } from './keeping.ts';
import { createPeople } from './people.ts';
import { createShared } from './shared.ts';
import { asJournalError } from './sqlite-error.ts';
import { writeBackup } from './write-backup.ts';
import { createTake } from './take.ts';

/** `onError` hears when carrying effects out fails on the journal's side; the effects are tried again. */
export type SqliteJournalParts = {
  folder: string | null;
  role: Role;
  clock: () => number;
  onError: (error: unknown) => void;
};

/**
 * The journal in one file, `journal.db`, in a folder that is created where it is missing; without one, in memory. One
 * process may serve from it; visitors may come beside. Throws `JournalError`: `journal-in-use`, `journal-damaged`,
 * `journal-newer`, `journal-full`.
 */
export function openSqliteJournal({ folder, role, clock, onError }: SqliteJournalParts): Journal {
  const { file, connection, log, quiet, close } = openDatabase(folder, role, clock);
  const guard = guardWith((error) => asJournalError(error, folder));
  /** For what must not be lost. The rest may be done twice, or forgotten, when the power fails: who holds an effect, how full a bucket is. */
  const durably = <Given extends unknown[], Result>(work: (...given: Given) => Result) =>
    guard(async (...given: Given): Promise<Result> => {
      const result = work(...given);
      await log.flush();
      return result;
    });
  const take = durably(createTake(connection, clock));
  const handOut = createHandOut(connection, clock);
  const effects = createEffects(connection, clock);
  const desk = createDesk(connection);
  const shared = createShared(connection);
  const keeping = createKeeping(connection);
  const people = createPeople(connection);
  const whole = createCheck(connection, file);

  const queue = {
    /** Nothing is shown before the event that it comes from is on disk. */
    claim: guard(async (...given: Parameters<typeof handOut>) => {
      const claimed = handOut(...given);
      if (claimed.length > 0) await log.settled();
      return claimed;
    }),
    renew: guard(effects.renew),
    finish: guard(effects.finish),
    retryLater: guard(effects.retryLater),
    dead: durably(effects.dead),
  };
  const work = hostWork(queue, clock, onError);

  return {
    async take(incoming, step) {
      const taken = await take(incoming, step);
      if (!taken.repeat && taken.effects > 0) work.prod();
      return taken;
    },
    load: guard(keeping.load),
    whereabouts: guard(people.whereabouts),
    casesOf: guard(people.casesOf),
    conversationOf: guard(people.conversationOf),
    sentAs: guard(effects.sentAs),
    recordSent: durably(effects.recordSent),
    due: guard(keeping.due),
    effects: {
      ...queue,
      deadList: guard(effects.deadList),
      revive: durably(effects.revive),
      backlog: guard(effects.backlog),
      work: async (worker, concurrency, perform) => work.start(worker, concurrency, perform),
    },
    saveInstallation: durably(desk.saveInstallation),
    loadInstallation: guard(desk.loadInstallation),
    deleteInstallation: durably(desk.deleteInstallation),
    openCase: durably(desk.openCase),
    closeCase: durably(desk.closeCase),
    openCases: guard(desk.openCases),
    count: guard(desk.count),
    figures: guard(desk.figures),
    spend: guard(shared.spend),
    report: durably(createCrowds(connection).report),
    beginProbe: guard(shared.beginProbe),
    endProbe: durably(shared.endProbe),
    forgetTexts: guard(async (before: number) => {
      const forgotten = keeping.forget(before);
      await log.flush();
      await quiet();
      if (forgotten > 0) erase(connection);
      return forgotten;
    }),
    check: guard(whole.check),
    backup: (copy) => writeBackup(connection, copy),
    async close() {
      await whole.stop();
      await close();
    },
  };
}
