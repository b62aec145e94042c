import { readDialogFiles } from '../../src/knowledge/read-dialog-files.ts';
import type { DialogSpec, Gate, PathSpec } from '../../src/message/picture.ts';
import { RESOURCES } from '../../src/message/resources.ts';
import { createTranslator } from '../../src/message/translator.ts';

/** Pictures as an answer holds them. */

export const translator = createTranslator(RESOURCES);
export const dialogs = readDialogFiles();

export const LONG_HOST = 'smtp-submission-relay-03.mail.department-of-the-interior.example-company.co.jp';

/** A dialog as one client has it, standing alone. */
export function dialogSpec(dialog: string, client: string, values: Partial<DialogSpec['values']> = {}): DialogSpec {
  const usual = { host: 'smtp.example.jp', port: 587, portNow: 25, encryption: 'starttls', user: null } as const;
  return { type: 'dialog', dialog, client, values: { ...usual, ...values }, numbers: null };
}

/** Every dialog with each client that has it. */
export const DIALOGS_BY_CLIENT = dialogs.flatMap((dialog) => dialog.clients.map((client) => ({ dialog, client })));

export function pathSpec(...gates: Gate[]): PathSpec {
  return { type: 'path', host: 'smtp.example.jp', line: { ja: 'OCN 光', en: 'OCN Hikari' }, gates, advised: 587 };
}

const LINES = ['open', 'blocked', 'presumed', 'unknown'] as const;
const SERVERS = ['open', 'closed', 'unknown'] as const;

/** All that can be known of a port. */
export const EVERY_GATE: Gate[] = LINES.flatMap((line) => SERVERS.map((server) => ({ port: 587, line, server })));
