import type { Pools } from './pool.ts';
import type { ProbeReport } from '../../conversation/types.ts';
import type { Bucket, ProbeTurn, Spent } from '../journal.ts';
import { PROBE_LEASE_MS, SHARED_RESULT_MS } from '../limits.ts';
import { refill, type Level } from '../refill.ts';
import { readReport } from '../stored-json.ts';
import { transact } from './database.ts';
import { addDrains } from './drain.ts';

/** Takes the target over when it is free: unknown, run out, or the holder's own from an earlier attempt. */
const HOLD = `INSERT INTO op25b.probe_result AS known (target, holder, until) VALUES ($1, $2, $3::double precision + ${PROBE_LEASE_MS})
  ON CONFLICT (target) DO UPDATE SET holder = excluded.holder, until = excluded.until, report = NULL
  WHERE known.until <= $3 OR (known.report IS NULL AND known.holder = excluded.holder)`;

/** `refill` with one token taken, in one round trip, as every event spends; no row where there is no token. */
const GROWN = 'least($2::double precision, level.tokens + greatest($3 - level.at, 0) / 1000 * $4::double precision)';
const SPEND = {
  name: 'op25b-spend',
  text: `INSERT INTO op25b.bucket AS level (key, tokens, at) VALUES ($1, $2 - 1, $3::double precision)
    ON CONFLICT (key) DO UPDATE SET tokens = ${GROWN} - 1, at = greatest(level.at, $3) WHERE ${GROWN} >= 1
    RETURNING tokens, at`,
};

const SHARE = 'UPDATE op25b.probe_result SET holder = NULL, report = $3, until = $4 WHERE target = $1 AND holder = $2';

/** A statement of its own, so that it sees who began to wait while the one before waited for their lock. */
const WAKE_WAITING =
  'UPDATE op25b.effect SET due_at = $2, waits_for = NULL WHERE waits_for = $1 RETURNING conversation';

/** What the whole installation shares: buckets and probes under way; see `Journal`. */
export function createShared({ durable, soft }: Pools) {
  return {
    async spend(key: string, bucket: Bucket, now: number): Promise<Spent> {
      const values = [key, bucket.capacity, now, bucket.refillPerSecond];
      const { rows } = await soft.query<Level>({ ...SPEND, values });
      if (rows[0]) return { granted: true, left: Math.floor(rows[0].tokens) };
      const text = 'SELECT tokens, at FROM op25b.bucket WHERE key = $1';
      return refill(bucket, (await soft.query<Level>(text, [key])).rows[0] ?? null, now).spent;
    },

    async beginProbe(target: string, holder: string, now: number): Promise<ProbeTurn> {
      if ((await soft.query(HOLD, [target, holder, now])).rowCount === 1) return { type: 'run' };
      const text = 'SELECT report, until FROM op25b.probe_result WHERE target = $1';
      const { rows } = await soft.query<{ report: string | null; until: number }>(text, [target]);
      const [row] = rows;
      if (row?.report) return { type: 'known', report: readReport(row.report) };
      return { type: 'wait', at: row?.until ?? now };
    },

    async endProbe(target: string, holder: string, report: ProbeReport | null, now: number): Promise<void> {
      const until = report ? now + SHARED_RESULT_MS : now;
      const woken = await transact(durable, async (client) => {
        const values = [target, holder, report ? JSON.stringify(report) : null, until];
        await client.query(SHARE, values);
        return (await client.query<{ conversation: string }>(WAKE_WAITING, [target, now])).rows;
      });
      await addDrains(soft, woken);
    },
  };
}
