import { userInfo } from 'node:os';
import { hash } from 'node:crypto';
import type { Log } from './log.ts';

/** What is done to the installation rather than in a case, and what people of the desk do with a case. */
export type Act =
  | 'install'
  | 'uninstall'
  | 'token-renewed'
  | 'key-rotated'
  | 'commands-registered'
  | 'desk-file'
  | 'claim'
  | 'hand-back'
  | 'resolve'
  | 'jobs-retried'
  | 'backup'
  | 'stats-read';

/** One administrative act. `from` and `to`: the state before and after, as codes. */
export type AuditFields = {
  act: Act;
  /** `slack:T1:U1`, `discord:1`; absent where the platform does not tell. Only a mark of it is written. */
  person?: string;
  /** `refused`: whoever tried may not; `failed`: it could not be done. */
  result: 'done' | 'refused' | 'failed';
  case?: string;
  platform?: string;
  workspace?: string;
  from?: string;
  to?: string;
  count?: number;
};

/** The name of every such line. */
export const AUDIT_LINE = 'audit-line';

/** Half of SHA-256 would do to tell a million people apart; this is what a person can compare. */
const MARK_DIGITS = 16;

/** Writes the audit line of one act. */
export function audit(log: Pick<Log, 'info'>, { person, ...fields }: AuditFields): void {
  log.info({ ...fields, ...(person !== undefined && { who: auditMark(person) }) }, AUDIT_LINE);
}

/** Tells people apart in the audit without naming them; whoever knows an id can make its mark (docs/operations.md says how). */
export function auditMark(person: string): string {
  return hash('sha256', `audit ${person}`).slice(0, MARK_DIGITS);
}

/** Who runs this command, by the name of the operating system. */
export function operator(): string {
  try {
    return `system:${userInfo().username}`;
  } catch {
    // A user without a name, as in some containers.
    return `system:${process.getuid?.() ?? 'unknown'}`;
  }
}
