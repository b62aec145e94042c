export type JournalErrorCode =
  | 'journal-in-use'
  | 'journal-damaged'
  | 'journal-newer'
  | 'journal-unreachable'
  | 'journal-full'
  | 'state-unknown'
  | 'backup-elsewhere'
  | 'backup-not-written';

/**
 * The journal cannot do what was asked. `journal-in-use`: another process serves from this folder. `journal-damaged`: the
 * file fails its integrity check. `journal-newer`: a later release wrote it. `journal-unreachable`: the database cannot be
 * opened. `journal-full`: the disk is full; nothing of what was asked is stored, and the same succeeds once there is space.
 * `state-unknown`: a stored conversation or effect has a shape this release does not know. `backup-elsewhere`:
 * PostgreSQL has its own tools for backups. `backup-not-written`: the copy's file cannot be written.
 */
export class JournalError extends Error {
  readonly code: JournalErrorCode;

  constructor(code: JournalErrorCode, remedy: string, options?: ErrorOptions) {
    super(remedy, options);
    this.name = 'JournalError';
    this.code = code;
  }
}
