import type { DatabaseSync } from 'node:sqlite';

/** Runs `work` in one write transaction: all of it is on disk when it returns, nothing when it throws. */
export function inTransaction<Result>(connection: DatabaseSync, work: () => Result): Result {
  connection.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    connection.exec('COMMIT');
    return result;
  } catch (error) {
    if (connection.isTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

/**
 * The same for what may be done twice, or forgotten, when the power fails: who holds an effect, how full a bucket is. It
 * outlives the process, but does not wait for the disk (https://www.sqlite.org/pragma.html#pragma_synchronous, NORMAL).
 */
export function inSoftTransaction<Result>(connection: DatabaseSync, work: () => Result): Result {
  connection.exec('PRAGMA synchronous = NORMAL');
  try {
    return inTransaction(connection, work);
  } finally {
    connection.exec('PRAGMA synchronous = FULL');
  }
}
