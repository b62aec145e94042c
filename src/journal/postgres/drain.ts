import type { Pool } from 'pg';

/** The job that carries out the effects of one conversation, which its payload names. */
export const DRAIN_TASK = 'op25b-drain';

/**
 * SQL that asks for a drain of conversation `$1`. One job waits per conversation at most (the key); one that already runs
 * does not count, so nothing that comes about meanwhile is overlooked. No named queue: those cost two thirds of the speed.
 */
export const ADD_DRAIN = `SELECT graphile_worker.add_job('${DRAIN_TASK}', json_build_object('conversation', $1::text),
  job_key := 'op25b:' || $1, job_key_mode := 'preserve_run_at')`;

/** SQL that asks for a drain of conversation `$1` for its effect number `$2` at `$4`, milliseconds since 1970. */
export const ADD_DRAIN_LATER = `SELECT graphile_worker.add_job('${DRAIN_TASK}',
  json_build_object('conversation', $1::text), run_at := to_timestamp($4::double precision / 1000),
  job_key := 'op25b-retry:' || $2::integer || ':' || $1)`;

/** Asks for a drain of each conversation, one at a time: many jobs locked by one statement would deadlock with their ends. */
export async function addDrains(pool: Pool, rows: readonly { conversation: string }[]): Promise<void> {
  for (const { conversation } of rows) await pool.query(ADD_DRAIN, [conversation]);
}
