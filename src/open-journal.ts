import type { Journal } from './journal/journal.ts';

export type JournalPlace = { databaseUrl: string | null; dataDir: string };

export type OpenJournal = {
  /** `serve`: takes events; `visit`: a command beside a bot that runs. */
  role: 'serve' | 'visit';
  /** Hears when carrying effects out fails on the journal's side. */
  onError: (error: unknown) => void;
};

/** The journal that the operator configured: PostgreSQL for many processes, else one SQLite file. Throws `JournalError`. */
export async function openJournal(place: JournalPlace, { role, onError }: OpenJournal): Promise<Journal> {
  const clock = Date.now;
  if (place.databaseUrl !== null) {
    const { openPostgresJournal } = await import('./journal/postgres/postgres-journal.ts');
    return openPostgresJournal({ url: place.databaseUrl, clock, onError });
  }
  const { openSqliteJournal } = await import('./journal/sqlite/sqlite-journal.ts');
  return openSqliteJournal({ folder: place.dataDir, role, clock, onError });
}

/** A journal that ends with the process, for one conversation on the terminal. */
export async function openMemoryJournal(onError: (error: unknown) => void): Promise<Journal> {
  const { openSqliteJournal } = await import('./journal/sqlite/sqlite-journal.ts');
  return openSqliteJournal({ folder: null, role: 'serve', clock: Date.now, onError });
}
