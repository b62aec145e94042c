import { runMigrations } from 'graphile-worker';
import type { Pool, PoolClient } from 'pg';
import { JournalError } from '../journal-error.ts';
import { MIGRATIONS } from './migrations.ts';

/** Names this project's migrations among the database's advisory locks: 'op25' as bytes. */
const MIGRATION_LOCK = 0x6f703235;

/**
 * Brings the schema `op25b` up to `target`, by default this release's, and Graphile Worker's beside it. Processes that
 * start at once wait for each other. Throws `journal-newer` for a schema of a later release.
 */
export async function migrate(pool: Pool, target: number = MIGRATIONS.length): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query('CREATE SCHEMA IF NOT EXISTS op25b');
    await client.query(
      'CREATE TABLE IF NOT EXISTS op25b.migration (version integer PRIMARY KEY, applied_at timestamptz DEFAULT now())',
    );
    const { rows } = await client.query<{ version: number }>(
      'SELECT coalesce(max(version), 0) AS version FROM op25b.migration',
    );
    const version = rows[0]?.version ?? 0;
    if (version > MIGRATIONS.length) {
      throw new JournalError(
        'journal-newer',
        'a later release of op25b set this database up: run that release, or newer',
      );
    }
    for (const [index, sql] of MIGRATIONS.slice(0, target).entries()) {
      if (index + 1 > version) await apply(client, index + 1, sql);
    }
    await runMigrations({ pgPool: pool });
  } finally {
    // Ends the session, and with it the lock, whatever state the session is in.
    client.release(true);
  }
}

async function apply(client: PoolClient, version: number, sql: string): Promise<void> {
  await inTransaction(client, async () => {
    await client.query(sql);
    await client.query('INSERT INTO op25b.migration (version) VALUES ($1)', [version]);
  });
}

/** Runs `work` in one transaction: all of it is on disk when it resolves, nothing when it rejects. */
export async function inTransaction<Result>(client: PoolClient, work: () => Promise<Result>): Promise<Result> {
  await client.query('BEGIN');
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A connection that was lost cannot roll back; the server does it.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/**
 * Like `inTransaction`, on a connection of the pool; one that failed is not used again. Throws `journal-unreachable` when
 * there is no connection to be had.
 */
export async function transact<Result>(pool: Pool, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await connect(pool);
  let broken = true;
  try {
    const result = await inTransaction(client, () => work(client));
    broken = false;
    return result;
  } finally {
    client.release(broken);
  }
}

async function connect(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (cause) {
    const remedy = 'the database does not answer: check that it runs, and DATABASE_URL; op25b goes on once it answers';
    throw new JournalError('journal-unreachable', remedy, { cause });
  }
}
