import type { DatabaseSync } from 'node:sqlite';
import type { Claimed } from '../effect-queue.ts';
import { LEASE_MS, MOST_ATTEMPTS } from '../limits.ts';
import { readEffect, readLanguage } from '../stored-json.ts';
import { numberIn, textIn, textOrNullIn } from './column.ts';
import { inTransaction } from './transaction.ts';

type HandOut = (worker: string, limit: number, conversation?: string) => Claimed[];

/** Ends all leases: one process serves from a folder, so whoever held an effect before this one is dead. */
export function endLeases(connection: DatabaseSync, now: number): void {
  connection.prepare('UPDATE effect SET due_at = ? WHERE worker IS NOT NULL AND died_at IS NULL').run(now);
}

/** Hands out ready effects; see `EffectQueue.claim`. */
export function createHandOut(connection: DatabaseSync, clock: () => number): HandOut {
  // A lease that ran out this often means that the effect brings its worker down.
  const bury = connection.prepare(
    `UPDATE effect SET died_at = ?1, worker = NULL, repeat = 1, error = 'worker-died'
     WHERE died_at IS NULL AND due_at <= ?1 AND worker IS NOT NULL AND counted >= ${MOST_ATTEMPTS}`,
  );
  // `due_at` is "not before" while an effect waits and the end of the lease while a worker holds it.
  const claim = connection.prepare(
    `UPDATE effect SET attempt = attempt + 1, counted = counted + 1, worker = ?1, due_at = ?2 + ${LEASE_MS},
       repeat = repeat OR worker IS NOT NULL, waits_for = NULL
     WHERE (conversation, sequence) IN (
       SELECT conversation, sequence FROM effect AS ready
       WHERE died_at IS NULL AND due_at <= ?2 AND (?4 IS NULL OR conversation = ?4)
         AND NOT EXISTS (
           SELECT 1 FROM effect AS earlier
           WHERE earlier.conversation = ready.conversation AND earlier.sequence < ready.sequence
             AND earlier.holds = 1 AND earlier.died_at IS NULL)
       ORDER BY due_at LIMIT ?3)
     RETURNING conversation, sequence, platform, language, body, attempt, repeat,
       (SELECT address FROM conversation WHERE id = effect.conversation) AS address,
       (SELECT person FROM conversation WHERE id = effect.conversation) AS person`,
  );
  const buryUnread = connection.prepare(
    `UPDATE effect SET died_at = ?, worker = NULL, error = 'state-unknown' WHERE conversation = ? AND sequence = ?`,
  );
  return (worker, limit, conversation) =>
    inTransaction(connection, () => {
      const now = clock();
      bury.run(now);
      const rows = claim.all(worker, now, limit, conversation ?? null);
      const claimed: Claimed[] = [];
      for (const row of rows) {
        const key = { conversation: textIn(row, 'conversation'), sequence: numberIn(row, 'sequence') };
        const effect = readEffect(textIn(row, 'body'));
        if (!effect) {
          buryUnread.run(now, key.conversation, key.sequence);
          continue;
        }
        claimed.push({
          ...key,
          effect,
          platform: textIn(row, 'platform'),
          address: textOrNullIn(row, 'address'),
          person: textOrNullIn(row, 'person'),
          language: readLanguage(textIn(row, 'language')),
          attempt: numberIn(row, 'attempt'),
          repeat: numberIn(row, 'repeat') === 1,
        });
      }
      return claimed.toSorted((one, other) => one.sequence - other.sequence);
    });
}
