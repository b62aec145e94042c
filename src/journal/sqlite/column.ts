import type { SQLOutputValue } from 'node:sqlite';

export type SqliteRow = Record<string, SQLOutputValue>;

/** The text in a column of this project's own tables. */
export function textIn(row: SqliteRow, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw new TypeError(`column ${column} holds no text`);
}

/** The number in a column of this project's own tables. */
export function numberIn(row: SqliteRow, column: string): number {
  const value = row[column];
  if (typeof value === 'number') return value;
  throw new TypeError(`column ${column} holds no number`);
}

export function numberOrNullIn(row: SqliteRow, column: string): number | null {
  return row[column] === null ? null : numberIn(row, column);
}

export function textOrNullIn(row: SqliteRow, column: string): string | null {
  return row[column] === null ? null : textIn(row, column);
}
