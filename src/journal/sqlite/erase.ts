import type { DatabaseSync } from 'node:sqlite';
import { BUSY_TIMEOUT_MS } from './busy-timeout.ts';
import { numberIn } from './column.ts';

/** A file of this size is rewritten in about half a second, during which nothing else happens here. */
const REWRITE_UP_TO_BYTES = 64 * 1024 * 1024;

/**
 * Takes what was deleted out of the files for good. secure_delete has overwritten it where it was; copies stay in the log,
 * which is emptied, and a few in gaps of pages from which rows once moved: only a rewrite removes those, so a large file
 * keeps them until the gaps are used again. While somebody else reads, the next time does it.
 */
export function erase(connection: DatabaseSync): void {
  connection.exec('PRAGMA busy_timeout = 0');
  try {
    if (sizeOf(connection) <= REWRITE_UP_TO_BYTES) connection.exec('VACUUM');
    emptyLog(connection);
  } catch {
    // Somebody writes, or the disk has no room for the rewrite: what was asked, to delete, has happened all the same.
  } finally {
    connection.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}

/** Carries the whole log over into the database file, and empties it. Throws when somebody else uses it, or the disk fails. */
export function emptyLog(connection: DatabaseSync): void {
  const row = connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
  if (row?.['busy'] !== 0) throw new Error('journal.db-wal is in use');
}

function sizeOf(connection: DatabaseSync): number {
  const row = connection
    .prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size')
    .get();
  return numberIn(row ?? {}, 'bytes');
}
