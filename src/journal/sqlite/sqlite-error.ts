import { statfsSync } from 'node:fs';
import { JournalError } from '../journal-error.ts';

/** Primary result codes of SQLite, https://www.sqlite.org/rescode.html */
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;
export const BUSY = 5;

/** SQLite reserves its shared index in steps of 32 KB; with less free than a few of them, the disk counts as full. */
const FULL_BELOW_BYTES = 128 * 1024;

/** Puts an error of node:sqlite into the journal's terms; others are given back. */
export function asJournalError(error: unknown, folder: string | null): unknown {
  const code = errorNumber(error);
  if (isDamage(error)) return damaged(error);
  const noRoom = code === FULL || (error instanceof Error && 'code' in error && error.code === 'ENOSPC');
  if (folder !== null && (noRoom || ((code === IOERR || code === CANTOPEN) && isFull(folder)))) {
    const remedy = `the disk under ${folder} is full: free some space there; op25b then goes on by itself`;
    return new JournalError('journal-full', remedy, { cause: error });
  }
  return error;
}

export function isDamage(error: unknown): boolean {
  const code = errorNumber(error);
  return code === CORRUPT || code === NOTADB;
}

export function damaged(cause: unknown): JournalError {
  return new JournalError('journal-damaged', 'journal.db is damaged: stop op25b and put the last backup in its place', {
    cause,
  });
}

/** The primary result code of an error of node:sqlite; extended codes carry it in their lowest byte. */
export function errorNumber(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  return error.errcode & 0xff;
}

function isFull(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < FULL_BELOW_BYTES;
}
