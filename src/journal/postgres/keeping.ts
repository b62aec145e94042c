import type { Pool } from 'pg';
import type { Conversation } from '../../conversation/types.ts';
import type { Wake } from '../journal.ts';
import { readConversation } from '../stored-json.ts';
import { transact } from './database.ts';
import { DRAIN_TASK } from './drain.ts';

/** Jobs whose worker died after their conversation got a new one: they never run again and stay without an end. */
const CLEAR_SPENT_JOBS = `SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs
  WHERE task_identifier = '${DRAIN_TASK}' AND attempts >= max_attempts
    AND (locked_at IS NULL OR locked_at < now() - interval '4 hours') HAVING count(*) > 0`;

/** Reads, wakes and forgets conversations; see `Journal`. */
export function createKeeping(pool: Pool) {
  return {
    async load(conversation: string): Promise<Conversation | null> {
      const text = 'SELECT state FROM op25b.conversation WHERE id = $1 AND state IS NOT NULL';
      const { rows } = await pool.query<{ state: string }>(text, [conversation]);
      return rows[0] ? readConversation(rows[0].state) : null;
    },

    async due(now: number, limit: number): Promise<Wake[]> {
      const { rows } = await pool.query<Wake>(
        `SELECT id AS conversation, platform, wake_at AS at FROM op25b.conversation
         WHERE wake_at <= $1 ORDER BY wake_at LIMIT $2`,
        [now, limit],
      );
      return rows;
    },

    async forget(before: number): Promise<number> {
      const forgotten = await transact(pool, async (client) => {
        const { rows } = await client.query<{ id: string }>(
          'DELETE FROM op25b.conversation WHERE touched_at < $1 RETURNING id',
          [before],
        );
        const ids = rows.map(({ id }) => id);
        await client.query('DELETE FROM op25b.effect WHERE conversation = ANY($1)', [ids]);
        await client.query('DELETE FROM op25b.sent WHERE conversation = ANY($1)', [ids]);
        await client.query('DELETE FROM op25b.desk_case WHERE conversation = ANY($1) OR opened_at < $2', [ids, before]);
        await client.query('DELETE FROM op25b.event WHERE taken_at < $1', [before]);
        await client.query('DELETE FROM op25b.report WHERE at < $1', [before]);
        await client.query('DELETE FROM op25b.crowd WHERE last_at < $1', [before]);
        // Keys of buckets name people; one not used for so long is full again, as if it had never been.
        await client.query('DELETE FROM op25b.bucket WHERE at < $1', [before]);
        await client.query('DELETE FROM op25b.probe_result WHERE until < $1', [before]);
        return ids.length;
      });
      await pool.query(CLEAR_SPENT_JOBS);
      return forgotten;
    },
  };
}
