/** The job that carries out the effects of one conversation; its payload is DRAIN_PAYLOAD. */
export const DRAIN_TASK = 'op25b-drain';

/**
 * SQL that asks for a drain of conversation `$1`. One job waits per conversation at most (the key); one that already runs
 * does not count, so nothing that comes about meanwhile is overlooked. No named queue: those cost two thirds of the speed.
 */
export const ADD_DRAIN = `SELECT graphile_worker.add_job('${DRAIN_TASK}', json_build_object('conversation', $1::text),
  job_key := 'op25b:' || $1, job_key_mode := 'preserve_run_at')`;

/** SQL that asks for a drain of conversation `$1` at `$2`, milliseconds since 1970, for its effect number `$3`. */
export const ADD_DRAIN_LATER = `SELECT graphile_worker.add_job('${DRAIN_TASK}',
  json_build_object('conversation', $1::text), run_at := to_timestamp($2 / 1000.0),
  job_key := 'op25b-retry:' || $3 || ':' || $1)`;
