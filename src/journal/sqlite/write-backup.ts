import { backup, type DatabaseSync } from 'node:sqlite';
import { JournalError } from '../journal-error.ts';

/** Writes a copy of the journal while it is in use. Throws `backup-not-written`. */
export async function writeBackup(connection: DatabaseSync, file: string): Promise<void> {
  try {
    await backup(connection, file);
  } catch (cause) {
    const remedy = `${file} cannot be written: name a file in a folder that exists, on a disk with enough space`;
    throw new JournalError('backup-not-written', remedy, { cause });
  }
}
