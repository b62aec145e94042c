import { closeSync, fdatasync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { BUSY_TIMEOUT_MS } from './busy-timeout.ts';
import { checkWhole } from './check-whole.ts';
import { createCheckpoints } from './checkpoints.ts';
import { emptyLog } from './erase.ts';
import { lockFolder, type FolderLock } from './folder-lock.ts';
import { endLeases } from './hand-out.ts';
import { createLogSync, type LogSync } from './log-sync.ts';
import { migrate } from './migrate.ts';
import { asJournalError } from './sqlite-error.ts';

const syncFile = promisify(fdatasync);

/** `serve`: takes events, one process a folder. `visit`: a command beside it (backup, the dead list), any number. */
export type Role = 'serve' | 'visit';

export type Database = {
  /** null for a journal in memory. */
  file: string | null;
  connection: DatabaseSync;
  log: LogSync;
  /** Resolves when no checkpoint is under way. */
  quiet(): Promise<void>;
  close(): Promise<void>;
};

/** Twenty times what is carried over beside: a log of 64 MB, should a rush never leave a gap or the thread fail. */
const LOG_MOST_PAGES = 16_000;

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
  const nothing = async () => {};
  return {
    file: null,
    connection,
    log: { flush: nothing, settled: nothing },
    quiet: nothing,
    close: async () => connection.close(),
  };
}

function openFile(file: string, lock: FolderLock | null, clock: () => number): Database {
  const connection = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    // secure_delete: what was forgotten is overwritten, not just unlinked.
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;');
    if (lock && !lock.untouched) checkWhole(connection, 'quick_check');
    migrate(connection);
    if (lock) endLeases(connection, clock());
    return { file, connection, ...beside(file, connection, lock) };
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** What goes on beside the thread that commits. A visitor writes too little to need checkpoints of its own. */
function beside(
  file: string,
  connection: DatabaseSync,
  lock: FolderLock | null,
): Omit<Database, 'file' | 'connection'> {
  const checkpoints = lock && createCheckpoints(file);
  if (checkpoints) connection.exec(`PRAGMA wal_autocheckpoint = ${LOG_MOST_PAGES}`);
  const descriptor = openSync(`${file}-wal`, 'r+');
  const log = createLogSync({
    sync: async () => {
      await syncFile(descriptor);
      checkpoints?.grown();
    },
    rewrite: () => emptyLog(connection),
  });
  return {
    log,
    quiet: async () => checkpoints?.idle(),
    async close() {
      await log.settled().catch(() => undefined);
      await checkpoints?.close();
      closeSync(descriptor);
      connection.close();
      lock?.release(true);
    },
  };
}
