import type { DatabaseSync } from 'node:sqlite';
import { JournalError } from '../journal-error.ts';
import { numberIn } from './column.ts';
import { MIGRATIONS } from './migrations.ts';
import { inTransaction } from './transaction.ts';

/** Brings the tables up to `target`, by default this release's. Throws `journal-newer` for a file of a later release. */
export function migrate(connection: DatabaseSync, target: number = MIGRATIONS.length): void {
  if (versionOf(connection) === target) return;
  inTransaction(connection, () => {
    const version = versionOf(connection);
    if (version > MIGRATIONS.length) {
      throw new JournalError('journal-newer', 'a later release of op25b wrote journal.db: run that release, or newer');
    }
    for (const sql of MIGRATIONS.slice(version, target)) connection.exec(sql);
    connection.exec(`PRAGMA user_version = ${Math.max(version, target)}`);
  });
}

function versionOf(connection: DatabaseSync): number {
  const row = connection.prepare('PRAGMA user_version').get();
  return row ? numberIn(row, 'user_version') : 0;
}
