import type { Pool } from 'pg';
import type { Claimed } from '../effect-queue.ts';
import { LEASE_MS, MOST_ATTEMPTS } from '../limits.ts';
import { readEffect, readLanguage } from '../stored-json.ts';
import { addDrains } from './drain.ts';

type Row = {
  conversation: string;
  sequence: number;
  platform: string;
  address: string | null;
  person: string | null;
  language: string;
  body: string;
  attempt: number;
  repeat: boolean;
};

/** SQL for the effects that can be handed out at `$1`; `due_at` is "not before", or the end of a worker's lease. */
const READY = `died_at IS NULL AND due_at <= $1 AND (worker IS NULL OR counted < ${MOST_ATTEMPTS})
  AND NOT EXISTS (
    SELECT 1 FROM op25b.effect AS earlier
    WHERE earlier.conversation = ready.conversation AND earlier.sequence < ready.sequence
      AND earlier.holds AND earlier.died_at IS NULL)`;

const CLAIM = `UPDATE op25b.effect SET attempt = attempt + 1, counted = counted + 1, worker = $2, due_at = $1 + ${LEASE_MS},
    repeat = repeat OR worker IS NOT NULL, waits_for = NULL
  WHERE (conversation, sequence) IN (
    SELECT conversation, sequence FROM op25b.effect AS ready
    WHERE ($4::text IS NULL OR conversation = $4) AND ${READY}
    ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
  RETURNING conversation, sequence, platform, language, body, attempt, repeat,
    (SELECT address FROM op25b.conversation WHERE id = effect.conversation) AS address,
    (SELECT person FROM op25b.conversation WHERE id = effect.conversation) AS person`;

// A lease that ran out this often means that the effect brings its worker down.
const BURY_WORN = `UPDATE op25b.effect SET died_at = $1, worker = NULL, repeat = true, error = 'worker-died'
  WHERE died_at IS NULL AND due_at <= $1 AND worker IS NOT NULL AND counted >= ${MOST_ATTEMPTS}`;

const BURY_UNREAD = `UPDATE op25b.effect SET died_at = $1, worker = NULL, error = 'state-unknown'
  WHERE conversation = $2 AND sequence = $3`;

/** More conversations than this are told of in the next sweep. */
const MOST_PER_SWEEP = 1_000;

const SWEEP = `SELECT DISTINCT conversation FROM op25b.effect AS ready WHERE ${READY} LIMIT ${MOST_PER_SWEEP}`;

/** Hands out ready effects; see `EffectQueue.claim`. Rows that another claim holds are passed over. */
export async function handOut(pool: Pool, now: number, worker: string, limit: number, conversation?: string) {
  // A drain leaves that to the sweep: it would cost each effect a round trip.
  if (conversation === undefined) await pool.query(BURY_WORN, [now]);
  const values = [now, worker, limit, conversation ?? null];
  const { rows } = await pool.query<Row>({ name: 'op25b-claim', text: CLAIM, values });
  const claimed: Claimed[] = [];
  for (const row of rows) {
    const effect = readEffect(row.body);
    if (effect) claimed.push({ ...row, effect, language: readLanguage(row.language) });
    else await pool.query(BURY_UNREAD, [now, row.conversation, row.sequence]);
  }
  return claimed.toSorted((one, other) => one.sequence - other.sequence);
}

/** Buries worn effects, and asks for a drain of each conversation with effects that are due: their job was lost, or their worker
 * died. Resolves with how many conversations these are. */
export async function sweep(pool: Pool, now: number): Promise<number> {
  await pool.query(BURY_WORN, [now]);
  const { rows } = await pool.query<{ conversation: string }>({ name: 'op25b-sweep', text: SWEEP, values: [now] });
  await addDrains(pool, rows);
  return rows.length;
}
