import type { DatabaseSync } from 'node:sqlite';
import type { Backlog, Claimed, DeadEffect, EffectKey, Retry, Sent } from '../effect-queue.ts';
import { LEASE_MS, MOST_ATTEMPTS } from '../limits.ts';
import { readEffect } from '../stored-json.ts';
import { numberIn, numberOrNullIn, textIn } from './column.ts';
import { inTransaction } from './transaction.ts';

/** What becomes of effects that were handed out; see `EffectQueue`. Each call is one transaction. */
export type Effects = ReturnType<typeof createEffects>;

export function createEffects(connection: DatabaseSync, clock: () => number) {
  // The attempt proves the holder: whoever lost the lease to another has an older number.
  const held = 'conversation = ?1 AND sequence = ?2 AND attempt = ?3 AND worker IS NOT NULL AND died_at IS NULL';
  const renew = connection.prepare(`UPDATE effect SET due_at = ?4 + ${LEASE_MS} WHERE ${held}`);
  const remove = connection.prepare(`DELETE FROM effect WHERE ${held}`);
  const release = connection.prepare(
    `UPDATE effect SET worker = NULL, due_at = ?4, error = ?5, repeat = repeat OR ?6, counted = counted - ?7, waits_for = ?8
     WHERE ${held}`,
  );
  const running = connection.prepare('SELECT 1 FROM probe_result WHERE target = ? AND report IS NULL AND until > ?');
  const bury = connection.prepare(`UPDATE effect SET worker = NULL, died_at = ?4, error = ?5 WHERE ${held}`);
  const buryWorn = connection.prepare(
    `UPDATE effect SET worker = NULL, died_at = ?4, error = ?5 WHERE ${held} AND counted >= ${MOST_ATTEMPTS}`,
  );
  const record = connection.prepare(
    `INSERT INTO sent (conversation, message, platform_id) VALUES (?, ?, ?)
     ON CONFLICT (conversation, message) DO UPDATE SET platform_id = excluded.platform_id`,
  );
  const sentAs = connection.prepare('SELECT platform_id FROM sent WHERE conversation = ? AND message = ?');
  const dead = connection.prepare(
    `SELECT conversation, sequence, body, counted, error, died_at FROM effect WHERE died_at IS NOT NULL
     ORDER BY died_at, conversation, sequence LIMIT ?`,
  );
  const revive = connection.prepare(
    `UPDATE effect SET died_at = NULL, error = NULL, counted = 0, due_at = ?3
     WHERE conversation = ?1 AND sequence = ?2 AND died_at IS NOT NULL`,
  );
  const backlog = connection.prepare(
    `SELECT count(*) FILTER (WHERE died_at IS NULL) AS waiting, count(*) FILTER (WHERE died_at IS NOT NULL) AS dead,
       min(created_at) FILTER (WHERE died_at IS NULL) AS oldest FROM effect`,
  );

  return {
    renew: (claimed: Claimed): boolean => renew.run(...holder(claimed), clock()).changes === 1,

    finish: (claimed: Claimed, sent?: Sent): boolean =>
      inTransaction(connection, () => {
        if (sent) record.run(claimed.conversation, sent.message, sent.platformId);
        return remove.run(...holder(claimed)).changes === 1;
      }),

    retryLater: (claimed: Claimed, { error, at, happened, counts, waitsFor }: Retry): void =>
      inTransaction(connection, () => {
        if (counts && buryWorn.run(...holder(claimed), clock(), error).changes === 1) return;
        // A probe that ended since it was asked about wakes nobody any more.
        const isOver = waitsFor !== undefined && running.get(waitsFor, clock()) === undefined;
        const dueAt = isOver ? clock() : at;
        const target = isOver ? null : (waitsFor ?? null);
        release.run(...holder(claimed), dueAt, error, happened === 'unknown' ? 1 : 0, counts ? 0 : 1, target);
      }),

    dead: (claimed: Claimed, error: string): void => void bury.run(...holder(claimed), clock(), error),

    revive: (key: EffectKey): boolean => revive.run(key.conversation, key.sequence, clock()).changes === 1,

    deadList: (limit: number): DeadEffect[] =>
      dead.all(limit).map((row) => ({
        conversation: textIn(row, 'conversation'),
        sequence: numberIn(row, 'sequence'),
        effect: readEffect(textIn(row, 'body')),
        attempts: numberIn(row, 'counted'),
        error: textIn(row, 'error'),
        diedAt: numberIn(row, 'died_at'),
      })),

    backlog: (): Backlog => {
      const row = backlog.get() ?? {};
      return { waiting: numberIn(row, 'waiting'), dead: numberIn(row, 'dead'), oldest: numberOrNullIn(row, 'oldest') };
    },

    recordSent: (conversation: string, message: string, platformId: string): void =>
      void record.run(conversation, message, platformId),

    sentAs: (conversation: string, message: string): string | null => {
      const row = sentAs.get(conversation, message);
      return row ? textIn(row, 'platform_id') : null;
    },
  };
}

function holder({ conversation, sequence, attempt }: Claimed): [string, number, number] {
  return [conversation, sequence, attempt];
}
