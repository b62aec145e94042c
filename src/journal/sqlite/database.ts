import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { BUSY_TIMEOUT_MS } from './busy-timeout.ts';
import { checkWhole } from './check-whole.ts';
import { lockFolder, type FolderLock } from './folder-lock.ts';
import { endLeases } from './hand-out.ts';
import { migrate } from './migrate.ts';
import { asJournalError } from './sqlite-error.ts';

/** `serve`: takes events, one process a folder. `visit`: a command beside it (backup, the dead list), any number. */
export type Role = 'serve' | 'visit';

/** `file`: null for a journal in memory. */
export type Database = { file: string | null; connection: DatabaseSync; close(): void };

/**
 * Opens `journal.db` in a folder, creating and migrating it where needed; in memory without a folder. A server that finds it other than its last clean
 * end left it reads it through first. Throws `journal-in-use` when another process serves from the folder,
 * `journal-damaged`, `journal-newer` and `journal-full`.
 */
export function openDatabase(folder: string | null, role: Role, clock: () => number): Database {
  if (folder === null) return openInMemory();
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'journal.db');
  try {
    const lock = role === 'serve' ? lockFolder(folder, file) : null;
    try {
      return openFile(file, lock, clock);
    } catch (error) {
      lock?.release(false);
      throw error;
    }
  } catch (error) {
    throw asJournalError(error, folder);
  }
}

function openInMemory(): Database {
  const connection = new DatabaseSync(':memory:');
  migrate(connection);
  return { file: null, connection, close: () => connection.close() };
}

function openFile(file: string, lock: FolderLock | null, clock: () => number): Database {
  const connection = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    // secure_delete: what was forgotten is overwritten, not just unlinked.
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
    if (lock && !lock.untouched) checkWhole(connection, 'quick_check');
    migrate(connection);
    if (lock) endLeases(connection, clock());
  } catch (error) {
    connection.close();
    throw error;
  }
  return {
    file,
    connection,
    close() {
      connection.close();
      lock?.release(true);
    },
  };
}
