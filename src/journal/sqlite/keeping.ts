import type { DatabaseSync } from 'node:sqlite';
import type { Conversation } from '../../conversation/types.ts';
import type { Wake } from '../journal.ts';
import { readConversation } from '../stored-json.ts';
import { numberIn, textIn } from './column.ts';
import { inTransaction } from './transaction.ts';

/** Reads, wakes and forgets conversations; see `Journal`. */
export function createKeeping(connection: DatabaseSync) {
  const load = connection.prepare('SELECT state FROM conversation WHERE id = ?');
  const due = connection.prepare(
    'SELECT id, platform, wake_at FROM conversation WHERE wake_at <= ? ORDER BY wake_at LIMIT ?',
  );
  const old = 'SELECT id FROM conversation WHERE touched_at < ?1';
  const forgets = [
    `DELETE FROM effect WHERE conversation IN (${old})`,
    `DELETE FROM sent WHERE conversation IN (${old})`,
    `DELETE FROM desk_case WHERE conversation IN (${old}) OR opened_at < ?1`,
    'DELETE FROM event WHERE taken_at < ?1',
    'DELETE FROM report WHERE at < ?1',
    'DELETE FROM crowd WHERE last_at < ?1',
    // Keys of buckets name people; one not used for so long is full again, as if it had never been.
    'DELETE FROM bucket WHERE at < ?1',
    'DELETE FROM probe_result WHERE until < ?1',
  ].map((sql) => connection.prepare(sql));
  const forgetConversations = connection.prepare('DELETE FROM conversation WHERE touched_at < ?');

  return {
    load: (conversation: string): Conversation | null => {
      const row = load.get(conversation);
      return row ? readConversation(textIn(row, 'state')) : null;
    },
    due: (now: number, limit: number): Wake[] =>
      due.all(now, limit).map((row) => ({
        conversation: textIn(row, 'id'),
        platform: textIn(row, 'platform'),
        at: numberIn(row, 'wake_at'),
      })),
    forget: (before: number): number =>
      inTransaction(connection, () => {
        for (const statement of forgets) statement.run(before);
        return Number(forgetConversations.run(before).changes);
      }),
  };
}
