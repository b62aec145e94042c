import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { JournalError } from '../journal-error.ts';
import { BUSY, errorNumber, isDamage } from './sqlite-error.ts';

export type FolderLock = {
  /** The journal looks as when its last server had ended cleanly; false after a crash, or when it was replaced. */
  untouched: boolean;
  /** Gives the folder free. `cleanly`: the journal was closed; how it looks is noted, so that the next start can tell. */
  release(cleanly: boolean): void;
};

/**
 * Holds a lock on a file beside the journal for as long as the process lives: the operating system drops it with the
 * process, kill -9 included, and the journal stays readable for visitors. Throws `journal-in-use`, `journal-damaged`.
 */
export function lockFolder(folder: string, journal: string): FolderLock {
  const path = join(folder, 'journal.lock');
  const lock = new DatabaseSync(path, { timeout: 0 });
  let noted: string | null;
  try {
    lock.exec(`PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;
      CREATE TABLE IF NOT EXISTS clean_end (look TEXT NOT NULL) STRICT;`);
    const row = lock.prepare('SELECT look FROM clean_end').get();
    noted = typeof row?.['look'] === 'string' ? row['look'] : null;
    // From here until the clean end, whoever finds the folder must check the journal.
    lock.exec('DELETE FROM clean_end; COMMIT;');
  } catch (error) {
    lock.close();
    if (isDamage(error)) {
      throw new JournalError('journal-damaged', `${path} is damaged: it holds nothing, so delete it`, { cause: error });
    }
    if (errorNumber(error) !== BUSY) throw error;
    const remedy = `another op25b process serves from ${folder}: stop it, or give this one its own OP25B_DATA_DIR`;
    throw new JournalError('journal-in-use', remedy, { cause: error });
  }
  return {
    untouched: noted !== null && noted === lookOf(journal),
    release(cleanly) {
      try {
        const look = cleanly ? lookOf(journal) : null;
        if (look !== null) lock.prepare('INSERT INTO clean_end VALUES (?)').run(look);
      } catch {
        // A full disk, for example. Without the note, the next start checks the whole journal.
      } finally {
        lock.close();
      }
    },
  };
}

/** What shows that a file was written to; null while its log holds something, or when there is no file. */
function lookOf(journal: string): string | null {
  const file = statSync(journal, { bigint: true, throwIfNoEntry: false });
  const log = statSync(`${journal}-wal`, { throwIfNoEntry: false });
  if (!file || (log && log.size > 0)) return null;
  return `${file.size} bytes, ${file.mtimeNs} ns`;
}
