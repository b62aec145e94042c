import { backup } from 'node:sqlite';
import { hostWork } from '../host-work.ts';
import type { Journal } from '../journal.ts';
import { checkWhole, openDatabase, type Role } from './database.ts';
import { createDesk } from './desk.ts';
import { createEffects } from './effects.ts';
import { createHandOut } from './hand-out.ts';
import { createKeeping } from './keeping.ts';
import { createShared } from './shared.ts';
import { createTake } from './take.ts';

/** `onError` hears when carrying effects out fails on the journal's side; the effects are tried again. */
export type SqliteJournalParts = { folder: string; role: Role; clock: () => number; onError: (error: unknown) => void };

/**
 * The journal in one file, `journal.db`, in a folder that is created where it is missing. One process may serve from it;
 * visitors may come beside. Throws `JournalError`: `journal-in-use`, `journal-damaged`, `journal-newer`.
 */
export function openSqliteJournal({ folder, role, clock, onError }: SqliteJournalParts): Journal {
  const { connection, close } = openDatabase(folder, role);
  const take = createTake(connection, clock);
  const effects = createEffects(connection, clock);
  const handOut = createHandOut(connection, clock);
  const desk = createDesk(connection);
  const shared = createShared(connection);
  const keeping = createKeeping(connection);

  const queue = {
    claim: async (worker: string, limit: number, conversation?: string) => handOut(worker, limit, conversation),
    renew: async (...given: Parameters<typeof effects.renew>) => effects.renew(...given),
    finish: async (...given: Parameters<typeof effects.finish>) => effects.finish(...given),
    retryLater: async (...given: Parameters<typeof effects.retryLater>) => effects.retryLater(...given),
    dead: async (...given: Parameters<typeof effects.dead>) => effects.dead(...given),
  };
  const work = hostWork(queue, clock, onError);

  return {
    async take(incoming, step) {
      const taken = take(incoming, step);
      if (!taken.repeat && taken.effects > 0) work.prod();
      return taken;
    },
    load: async (conversation) => keeping.load(conversation),
    sentAs: async (conversation, message) => effects.sentAs(conversation, message),
    recordSent: async (conversation, message, platformId) => effects.recordSent(conversation, message, platformId),
    due: async (now, limit) => keeping.due(now, limit),
    effects: {
      ...queue,
      deadList: async (limit) => effects.deadList(limit),
      revive: async (key) => effects.revive(key),
      backlog: async () => effects.backlog(),
      work: async (worker, concurrency, perform) => work.start(worker, concurrency, perform),
    },
    saveInstallation: async (key, bytes) => desk.saveInstallation(key, bytes),
    loadInstallation: async (key) => desk.loadInstallation(key),
    deleteInstallation: async (key) => desk.deleteInstallation(key),
    openCase: async (opened) => desk.openCase(opened),
    closeCase: async (reference, at) => desk.closeCase(reference, at),
    openCases: async (limit) => desk.openCases(limit),
    count: async (figure, by) => desk.count(figure, by),
    figures: async () => desk.figures(),
    spend: async (key, bucket, now) => shared.spend(key, bucket, now),
    beginProbe: async (target, holder, now) => shared.beginProbe(target, holder, now),
    endProbe: async (target, holder, report, now) => shared.endProbe(target, holder, report, now),
    forgetTexts: async (before) => keeping.forget(before),
    check: async () => checkWhole(connection, 'integrity_check'),
    async backup(file) {
      await backup(connection, file);
    },
    close: async () => close(),
  };
}
