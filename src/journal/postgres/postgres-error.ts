import { JournalError } from '../journal-error.ts';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: disk_full, unique_violation */
const DISK_FULL = '53100';
const UNIQUE_VIOLATION = '23505';

/** Puts an error of the database into the journal's terms; others are given back. */
export function asJournalError(error: unknown): unknown {
  if (sqlState(error) !== DISK_FULL) return error;
  const remedy = 'the disk of the PostgreSQL server is full: free some space there; op25b then goes on by itself';
  return new JournalError('journal-full', remedy, { cause: error });
}

export function isUniqueViolation(error: unknown): boolean {
  return sqlState(error) === UNIQUE_VIOLATION;
}

function sqlState(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
