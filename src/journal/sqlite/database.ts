import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { JournalError } from '../journal-error.ts';
import { textIn } from './column.ts';
import { migrate } from './migrate.ts';

/** `serve`: takes events, one process a folder. `visit`: a command beside it (backup, the dead list), any number. */
export type Role = 'serve' | 'visit';

/** Waits this long for another connection's transaction: each lasts a few milliseconds, a backup's steps too. */
const BUSY_TIMEOUT_MS = 5_000;

/** SQLITE_BUSY, https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

export type Database = { connection: DatabaseSync; close(): void };

/**
 * Opens `journal.db` in a folder, creating and migrating it where needed. Throws `journal-in-use` when another process
 * serves from the folder, `journal-damaged`, and `journal-newer`.
 */
export function openDatabase(folder: string, role: Role): Database {
  mkdirSync(folder, { recursive: true });
  const lock = role === 'serve' ? lockFolder(folder) : null;
  const connection = new DatabaseSync(join(folder, 'journal.db'), { timeout: BUSY_TIMEOUT_MS });
  const close = () => {
    connection.close();
    lock?.close();
  };
  try {
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    checkWhole(connection, 'quick_check');
    migrate(connection);
  } catch (error) {
    close();
    throw isDamage(error) ? damaged(error) : error;
  }
  return { connection, close };
}

/**
 * Holds an exclusive transaction on a file beside the journal for as long as the process lives: the operating system drops
 * the lock with the process, kill -9 included, and the journal stays readable for visitors.
 */
function lockFolder(folder: string): DatabaseSync {
  const lock = new DatabaseSync(join(folder, 'journal.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (errorNumber(error) !== SQLITE_BUSY) throw error;
    const remedy = `another op25b process serves from ${folder}: stop it, or give this one its own OP25B_DATA_DIR`;
    throw new JournalError('journal-in-use', remedy, { cause: error });
  }
}

/** `quick_check` reads the file through; `integrity_check` also holds the indexes against their tables, and takes longer. */
export function checkWhole(connection: DatabaseSync, check: 'quick_check' | 'integrity_check'): void {
  const row = connection.prepare(`PRAGMA ${check}(1)`).get();
  const verdict = row ? textIn(row, Object.keys(row)[0] ?? '') : 'no answer';
  if (verdict !== 'ok') throw damaged(new Error(verdict));
}

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
function isDamage(error: unknown): boolean {
  const code = errorNumber(error);
  return code === 11 || code === 26;
}

function damaged(cause: unknown): JournalError {
  return new JournalError('journal-damaged', 'journal.db is damaged: stop op25b and put the last backup in its place', {
    cause,
  });
}

/** The primary result code of an error of node:sqlite; extended codes carry it in their lowest byte. */
function errorNumber(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  return error.errcode & 0xff;
}
