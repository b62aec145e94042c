import { isIP } from 'node:net';
import type { Phrases } from '../../knowledge/phrases-schema.ts';
import { isHostName } from './host-name.ts';

/** What an error text tells of the connection that failed. */
export type ErrorFields = { host: string | null; port: number | null; encryption: 'none' | 'tls' | null };

/** The host, port and encryption that the text of an error names; null for what it does not. */
export function readErrorFields(flat: string, phrases: Phrases): ErrorFields {
  const fields: ErrorFields = { host: null, port: null, encryption: null };
  for (const { pattern, encryption } of phrases.errorFields) {
    const match = new RegExp(pattern, 'iu').exec(flat);
    if (!match) continue;
    if (encryption) fields.encryption ??= encryption;
    const host = match.groups?.['host']?.replace(/[.,:]{1,3}$/, '');
    if (host && (isIP(host) !== 0 || isHostName(host, phrases, true))) fields.host ??= host;
    const port = Number(match.groups?.['port'] ?? 0);
    if (port > 0 && port < 65_536) fields.port ??= port;
  }
  return fields;
}
