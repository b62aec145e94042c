import type { Pool } from 'pg';
import type { ProbeReport } from '../../conversation/types.ts';
import type { Bucket, ProbeTurn, Spent } from '../journal.ts';
import { PROBE_LEASE_MS, PROBE_POLL_MS, SHARED_RESULT_MS } from '../limits.ts';
import { refill, type Level } from '../refill.ts';
import { readReport } from '../stored-json.ts';
import { transact } from './database.ts';

/** Takes the target over when it is free: unknown, run out, or the holder's own from an earlier attempt. */
const HOLD = `INSERT INTO op25b.probe_result AS known (target, holder, until) VALUES ($1, $2, $3::double precision + ${PROBE_LEASE_MS})
  ON CONFLICT (target) DO UPDATE SET holder = excluded.holder, until = excluded.until, report = NULL
  WHERE known.until <= $3 OR (known.report IS NULL AND known.holder = excluded.holder)`;

/** What the whole installation shares: buckets and probes under way; see `Journal`. */
export function createShared(pool: Pool) {
  return {
    spend: (key: string, bucket: Bucket, now: number): Promise<Spent> =>
      transact(pool, async (client) => {
        await client.query('INSERT INTO op25b.bucket VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
          key,
          bucket.capacity,
          now,
        ]);
        const text = 'SELECT tokens, at FROM op25b.bucket WHERE key = $1 FOR UPDATE';
        const { rows } = await client.query<Level>(text, [key]);
        const { level, spent } = refill(bucket, rows[0] ?? null, now);
        await client.query('UPDATE op25b.bucket SET tokens = $2, at = $3 WHERE key = $1', [
          key,
          level.tokens,
          level.at,
        ]);
        return spent;
      }),

    async beginProbe(target: string, holder: string, now: number): Promise<ProbeTurn> {
      if ((await pool.query(HOLD, [target, holder, now])).rowCount === 1) return { type: 'run' };
      const text = 'SELECT report, until FROM op25b.probe_result WHERE target = $1';
      const { rows } = await pool.query<{ report: string | null; until: number }>(text, [target]);
      const [row] = rows;
      if (row?.report) return { type: 'known', report: readReport(row.report) };
      return { type: 'wait', at: Math.min(now + PROBE_POLL_MS, row?.until ?? now) };
    },

    async endProbe(target: string, holder: string, report: ProbeReport | null, now: number): Promise<void> {
      const until = report ? now + SHARED_RESULT_MS : now;
      await pool.query(
        'UPDATE op25b.probe_result SET holder = NULL, report = $3, until = $4 WHERE target = $1 AND holder = $2',
        [target, holder, report ? JSON.stringify(report) : null, until],
      );
    },
  };
}
