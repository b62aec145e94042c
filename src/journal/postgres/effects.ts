import type { Pools } from './pool.ts';
import type { Backlog, Claimed, DeadEffect, EffectKey, Retry, Sent } from '../effect-queue.ts';
import { LEASE_MS, MOST_ATTEMPTS } from '../limits.ts';
import { readEffect } from '../stored-json.ts';
import { ADD_DRAIN, ADD_DRAIN_LATER } from './drain.ts';
import { transact } from './database.ts';

/** The attempt proves the holder: whoever lost the lease to another has an older number. */
const HELD = 'conversation = $1 AND sequence = $2 AND attempt = $3 AND worker IS NOT NULL AND died_at IS NULL';

const RECORD = `INSERT INTO op25b.sent (conversation, message, platform_id) VALUES ($1, $2, $3)
  ON CONFLICT (conversation, message) DO UPDATE SET platform_id = excluded.platform_id`;

const FINISH = { name: 'op25b-finish', text: `DELETE FROM op25b.effect WHERE ${HELD}` };

const BURY = `UPDATE op25b.effect SET worker = NULL, died_at = $4, error = $5 WHERE ${HELD}`;

/** The lock makes the probe's end wait for this, or this for it: either way nobody is left waiting for what is over. */
const RELEASE = `WITH probe AS (
    SELECT target FROM op25b.probe_result WHERE target = $9 AND report IS NULL AND until > $8 FOR SHARE
  ), released AS (
    UPDATE op25b.effect SET worker = NULL, error = $5, repeat = repeat OR $6::boolean, counted = counted - $7::integer,
      died_at = CASE WHEN $7::integer = 0 AND counted >= ${MOST_ATTEMPTS} THEN $8::double precision END,
      due_at = CASE WHEN $9::text IS NULL OR EXISTS (SELECT 1 FROM probe) THEN $4 ELSE $8 END,
      waits_for = (SELECT target FROM probe) WHERE ${HELD})
  ${ADD_DRAIN_LATER} WHERE $9::text IS NULL`;

const REVIVE = `WITH revived AS (
    UPDATE op25b.effect SET died_at = NULL, error = NULL, counted = 0, due_at = $3
    WHERE conversation = $1 AND sequence = $2 AND died_at IS NOT NULL RETURNING 1)
  ${ADD_DRAIN} FROM revived`;

const BACKLOG = `SELECT count(*) FILTER (WHERE died_at IS NULL)::integer AS waiting,
    count(*) FILTER (WHERE died_at IS NOT NULL)::integer AS dead,
    min(created_at) FILTER (WHERE died_at IS NULL) AS oldest FROM op25b.effect`;

type DeadRow = EffectKey & { body: string; attempts: number; error: string; diedAt: number };

/** What becomes of effects that were handed out; see `EffectQueue`. */
export function createEffects({ durable, soft }: Pools, clock: () => number) {
  return {
    async renew(claimed: Claimed): Promise<boolean> {
      const text = `UPDATE op25b.effect SET due_at = $4::double precision + ${LEASE_MS} WHERE ${HELD}`;
      return (await soft.query(text, [...holder(claimed), clock()])).rowCount === 1;
    },

    async finish(claimed: Claimed, sent?: Sent): Promise<boolean> {
      const finish = { ...FINISH, values: holder(claimed) };
      if (!sent) return (await soft.query(finish)).rowCount === 1;
      return transact(durable, async (client) => {
        await client.query(RECORD, [claimed.conversation, sent.message, sent.platformId]);
        return (await client.query(finish)).rowCount === 1;
      });
    },

    async retryLater(claimed: Claimed, { error, at, happened, counts, waitsFor }: Retry): Promise<void> {
      const values = [...holder(claimed), at, error, happened === 'unknown', counts ? 0 : 1, clock(), waitsFor ?? null];
      await soft.query(RELEASE, values);
    },

    async dead(claimed: Claimed, error: string): Promise<void> {
      await durable.query(BURY, [...holder(claimed), clock(), error]);
    },

    async revive({ conversation, sequence }: EffectKey): Promise<boolean> {
      return (await durable.query(REVIVE, [conversation, sequence, clock()])).rowCount === 1;
    },

    async deadList(limit: number): Promise<DeadEffect[]> {
      const { rows } = await soft.query<DeadRow>(
        `SELECT conversation, sequence, body, counted AS attempts, error, died_at AS "diedAt" FROM op25b.effect
         WHERE died_at IS NOT NULL ORDER BY died_at, conversation, sequence LIMIT $1`,
        [limit],
      );
      return rows.map(({ body, ...row }) => ({ ...row, effect: readEffect(body) }));
    },

    async backlog(): Promise<Backlog> {
      const { rows } = await soft.query<Backlog>(BACKLOG);
      return rows[0] ?? { waiting: 0, dead: 0, oldest: null };
    },

    async recordSent(conversation: string, message: string, platformId: string): Promise<void> {
      await durable.query(RECORD, [conversation, message, platformId]);
    },

    async sentAs(conversation: string, message: string): Promise<string | null> {
      const text = 'SELECT platform_id FROM op25b.sent WHERE conversation = $1 AND message = $2';
      const { rows } = await soft.query<{ platform_id: string }>(text, [conversation, message]);
      return rows[0]?.platform_id ?? null;
    },
  };
}

function holder({ conversation, sequence, attempt }: Claimed): (string | number)[] {
  return [conversation, sequence, attempt];
}
