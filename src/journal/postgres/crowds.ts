import type { Pool } from 'pg';
import type { Crowd } from '../journal.ts';
import { CROWD_KNOWN_MS, CROWD_SIZE, CROWD_WINDOW_MS } from '../limits.ts';
import { personMark } from '../person-mark.ts';
import { transact } from './database.ts';

/** Rows that another report holds are passed over: a wait in both directions would be a deadlock. */
const DROP_OLD = {
  name: 'op25b-drop-reports',
  text: `WITH crowds AS (
      DELETE FROM op25b.crowd WHERE subject IN (
        SELECT subject FROM op25b.crowd WHERE last_at <= $2 FOR UPDATE SKIP LOCKED))
    DELETE FROM op25b.report WHERE (subject, person_mark) IN (
      SELECT subject, person_mark FROM op25b.report WHERE at <= $1 FOR UPDATE SKIP LOCKED)`,
};

/** Its row is the subject's lock: of reports made at once, the later one counts the earlier one. */
const LOCK = `INSERT INTO op25b.crowd AS crowd (subject, last_at) VALUES ($1, $2)
  ON CONFLICT (subject) DO UPDATE SET last_at = greatest(crowd.last_at, excluded.last_at),
    since = CASE WHEN crowd.last_at > $3 THEN crowd.since END
  RETURNING since`;

const NOTE = `INSERT INTO op25b.report AS report (subject, person_mark, at) VALUES ($1, $2, $3)
  ON CONFLICT (subject, person_mark) DO UPDATE SET at = greatest(report.at, excluded.at)`;

const COUNT = 'SELECT count(*)::integer AS people FROM op25b.report WHERE subject = $1 AND at > $2';

/** Notices when several people have the same trouble; see `Journal.report`. */
export function createCrowds(pool: Pool) {
  return {
    async report(subject: string, person: string, now: number): Promise<Crowd> {
      const windowStart = now - CROWD_WINDOW_MS;
      const knownSince = now - CROWD_KNOWN_MS;
      await pool.query({ ...DROP_OLD, values: [windowStart, knownSince] });
      return transact(pool, async (client) => {
        const crowds = await client.query<{ since: number | null }>(LOCK, [subject, now, knownSince]);
        await client.query(NOTE, [subject, personMark(subject, person), now]);
        const counts = await client.query<{ people: number }>(COUNT, [subject, windowStart]);
        const since = crowds.rows[0]?.since ?? null;
        const people = counts.rows[0]?.people ?? 0;
        if (since !== null || people < CROWD_SIZE) return { people, isNew: false, since };
        await client.query('UPDATE op25b.crowd SET since = $2 WHERE subject = $1', [subject, now]);
        return { people, isNew: true, since: now };
      });
    },
  };
}
