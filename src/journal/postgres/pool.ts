import { Pool } from 'pg';

/** PostgreSQL allows 100 by default: ten processes with two pools fit, with room for its own tools. */
export const MOST_CONNECTIONS = 5;

/** Longer, and the database counts as unreachable. In a rush it is also the wait for a connection that is free. */
const CONNECT_TIMEOUT_MS = 30_000;

/** `durable`: for what must not be lost; `soft`: see `openSoftPool`. */
export type Pools = { durable: Pool; soft: Pool };

/** A pool of connections to a database; none is made yet. `onError` hears of connections that were lost. */
export function openPool(url: string, onError: (error: unknown) => void, options = ''): Pool {
  const pool = new Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    options,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  pool.on('error', onError);
  // A client that is in use tells of a lost connection itself.
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}

/**
 * The same for what may be done twice, or forgotten, when the power fails: who holds an effect, how full a bucket is. It
 * does not wait for the disk (https://www.postgresql.org/docs/current/wal-async-commit.html), and however much there is of
 * it, events find connections of their own.
 */
export function openSoftPool(url: string, onError: (error: unknown) => void): Pool {
  return openPool(url, onError, '-c synchronous_commit=off');
}
