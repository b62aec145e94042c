import type { Pool, PoolClient } from 'pg';
import type { Incoming, Stepper, Taken } from '../journal.ts';
import { readConversation } from '../stored-json.ts';
import { transact } from './database.ts';
import { ADD_DRAIN } from './drain.ts';
import { isUniqueViolation } from './postgres-error.ts';

type Row = { state: string | null; platform: string; arrivals: number; effects: number; seen: boolean };

const BEGIN_CONVERSATION =
  'INSERT INTO op25b.conversation (id, platform, touched_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';

/** Those who wait for the row get it in the order in which they asked: PostgreSQL queues them. */
const LOCK = {
  name: 'op25b-lock',
  text: `SELECT state, platform, arrivals, effects,
           EXISTS (SELECT 1 FROM op25b.event WHERE event.platform = $2 AND event.id = $3) AS seen
         FROM op25b.conversation WHERE id = $1 FOR UPDATE`,
};

const SAVE = {
  name: 'op25b-save',
  text: `WITH event AS (
           INSERT INTO op25b.event (platform, id, conversation, arrival, taken_at) VALUES ($2, $3, $1, $4, $5)
         ), saved AS (
           UPDATE op25b.conversation SET state = $6, arrivals = $4, effects = $7::integer + cardinality($8::text[]),
             wake_at = $9, touched_at = $5,
             address = coalesce($13, address), person = coalesce(person, $14) WHERE id = $1
         ), written AS (
           INSERT INTO op25b.effect (conversation, sequence, holds, platform, language, body, created_at, due_at)
           SELECT $1, $7::integer + number, holds, $10, $11, body, $5, $5
           FROM unnest($8::text[], $12::boolean[]) WITH ORDINALITY AS effect (body, holds, number)
         )
         ${ADD_DRAIN} WHERE cardinality($8::text[]) > 0`,
};

/** Takes one event in, in one transaction; see `Journal.take`. */
export async function take(pool: Pool, now: number, incoming: Incoming, step: Stepper): Promise<Taken> {
  try {
    return await transact(pool, (client) => takeLocked(client, now, incoming, step));
  } catch (error) {
    // Another process took the same event between our look and our insert.
    if (isUniqueViolation(error)) return { repeat: true };
    throw error;
  }
}

async function takeLocked(client: PoolClient, now: number, incoming: Incoming, step: Stepper): Promise<Taken> {
  const { platform, eventId, conversation: id, event } = incoming;
  let row = await lock(client, incoming);
  if (!row) {
    await client.query(BEGIN_CONVERSATION, [id, platform, now]);
    row = await lock(client, incoming);
  }
  if (!row) throw new Error(`conversation ${id} was forgotten while its first event was taken`);
  if (row.seen) return { repeat: true };

  const before = row.state === null ? null : readConversation(row.state);
  const { conversation, effects, wakeAt } = step(before, event);
  const arrival = row.arrivals + 1;
  const values = [
    id,
    platform,
    eventId,
    arrival,
    now,
    JSON.stringify(conversation),
    row.effects,
    effects.map((effect) => JSON.stringify(effect)),
    wakeAt ?? null,
    row.platform,
    conversation.language,
    effects.map((effect) => effect.type !== 'probe'),
    incoming.address ?? null,
    incoming.person ?? null,
  ];
  await client.query({ ...SAVE, values });
  return { repeat: false, arrival, conversation, effects: effects.length };
}

async function lock(client: PoolClient, { conversation, platform, eventId }: Incoming): Promise<Row | undefined> {
  const { rows } = await client.query<Row>({ ...LOCK, values: [conversation, platform, eventId] });
  return rows[0];
}
