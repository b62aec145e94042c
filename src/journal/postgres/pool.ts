import { Pool } from 'pg';

/** PostgreSQL allows 100 by default: eight processes fit, with room for its own tools. */
const MOST_CONNECTIONS = 10;

/** Longer, and the database counts as unreachable: the platform waits for its answer. */
const CONNECT_TIMEOUT_MS = 10_000;

/** A pool of connections to a database; none is made yet. `onError` hears of connections that were lost. */
export function openPool(url: string, onError: (error: unknown) => void): Pool {
  const pool = new Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  pool.on('error', onError);
  // A client that is in use tells of a lost connection itself.
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}
