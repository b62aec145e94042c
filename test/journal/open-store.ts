import type { Journal } from '../../src/journal/journal.ts';
import type { Role } from '../../src/journal/sqlite/database.ts';

/** Where a store's data are: a folder, or a database URL. `role` matters to SQLite only. */
export type Place = { store: 'sqlite' | 'postgres'; where: string; role: Role };

/** Opens a store by name; only the one that is asked for is loaded. */
export async function openStore({ store, where, role }: Place, clock: () => number): Promise<Journal> {
  if (store === 'postgres') {
    const { openPostgresJournal } = await import('../../src/journal/postgres/postgres-journal.ts');
    return openPostgresJournal({ url: where, clock, onError: console.error });
  }
  const { openSqliteJournal } = await import('../../src/journal/sqlite/sqlite-journal.ts');
  return openSqliteJournal({ folder: where, role, clock, onError: console.error });
}
