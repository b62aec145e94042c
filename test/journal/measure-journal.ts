import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Journal } from '../../src/journal/journal.ts';
import { openPool } from '../../src/journal/postgres/pool.ts';
import { openPostgresJournal } from '../../src/journal/postgres/postgres-journal.ts';
import { openSqliteJournal } from '../../src/journal/sqlite/sqlite-journal.ts';
import { startPostgres } from './start-postgres.ts';
import { begin, give, said, say } from './steps.ts';

/** Measures events a second beside bare transactions of the same shape, in turns, so that a busy machine slows both. */

const TURNS = 5;
const EVENTS = 1_000;
const CONVERSATIONS = 100;
/** As many events are under way at once as the pool has connections. */
const AT_ONCE = 10;

const folder = mkdtempSync(join(tmpdir(), 'op25b-measure-'));
const server = await startPostgres({ durable: true });
const state = JSON.stringify(begin('c'));
const body = JSON.stringify(say('m', 'text'));
const step = give(say('m', 'text'));
const parts = { clock: Date.now, onError: console.error };
let next = 0;

async function perSecond(one: (number: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let left = EVENTS;
  const lane = async () => {
    while (left-- > 0) await one(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return EVENTS / ((performance.now() - start) / 1000);
}

const conversationOf = (number: number) => `c${number % CONVERSATIONS}`;
const takeInto = (journal: Journal) => (number: number) =>
  journal.take(said(String(number), 'x', conversationOf(number)), step);

async function compare(name: string, take: (number: number) => Promise<unknown>, bare: typeof take): Promise<void> {
  const rates: { take: number; bare: number }[] = [];
  for (let turn = 0; turn <= TURNS; turn++) rates.push({ take: await perSecond(take), bare: await perSecond(bare) });
  // The first turn warms up.
  const [middle] = rates
    .slice(1)
    .toSorted((one, other) => one.take / one.bare - other.take / other.bare)
    .slice(TURNS >> 1);
  if (!middle) return;
  const ratio = (middle.take / middle.bare).toFixed(2);
  console.log(`${name}: ${Math.round(middle.take)} events/s, bare ${Math.round(middle.bare)}/s, ratio ${ratio}`);
}

const sqlite = openSqliteJournal({ folder: join(folder, 'journal'), role: 'serve', ...parts });
const file = new DatabaseSync(join(folder, 'bare.db'));
file.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  CREATE TABLE state (id TEXT PRIMARY KEY, state TEXT) STRICT, WITHOUT ROWID;
  CREATE TABLE event (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE effect (id TEXT PRIMARY KEY, body TEXT) STRICT, WITHOUT ROWID;`);
const bareEvent = file.prepare('INSERT INTO event VALUES (?)');
const bareState = file.prepare('INSERT OR REPLACE INTO state VALUES (?, ?)');
const bareEffect = file.prepare('INSERT INTO effect VALUES (?, ?)');
await compare('SQLite', takeInto(sqlite), async (number) => {
  file.exec('BEGIN IMMEDIATE');
  bareEvent.run(String(number));
  bareState.run(conversationOf(number), state);
  bareEffect.run(String(number), body);
  file.exec('COMMIT');
});
file.close();
await sqlite.close();

const url = await server.fresh();
const postgres = await openPostgresJournal({ url, ...parts });
const pool = openPool(url, console.error);
await pool.query(`CREATE TABLE state (id text PRIMARY KEY, state text); CREATE TABLE event (id text PRIMARY KEY);
  CREATE TABLE effect (id text PRIMARY KEY, body text)`);
await compare('PostgreSQL', takeInto(postgres), async (number) => {
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('INSERT INTO event VALUES ($1)', [number]);
  await client.query('INSERT INTO state VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET state = excluded.state', [
    conversationOf(number),
    state,
  ]);
  await client.query('INSERT INTO effect VALUES ($1, $2)', [number, body]);
  await client.query("SELECT graphile_worker.add_job('bare', json_build_object('id', $1::text))", [number]);
  await client.query('COMMIT');
  client.release();
});
const start = performance.now();
const before = (await postgres.effects.backlog()).waiting;
const work = await postgres.effects.work('w', AT_ONCE, async () => ({ type: 'done' }));
while ((await postgres.effects.backlog()).waiting > 0) await new Promise((resolve) => setTimeout(resolve, 20));
console.log(`PostgreSQL: ${Math.round(before / ((performance.now() - start) / 1000))} effects/s carried out`);
await work.stop();
await postgres.close();
await pool.end();
await server.stop();
rmSync(folder, { recursive: true });
