import type { SeenPort } from '../reading.ts';
import { seenState } from './seen-state.ts';

/** What `openssl s_client` shows: the connection, and who issued the certificate. */
export type OpensslReading = { ports: SeenPort[]; issuer: string | null };

/** Reads the output of `openssl s_client`; null when the text is none, or tells no port. */
export function readOpenssl(text: string): OpensslReading | null {
  const command = /s_client[^\n]{0,120}?-connect ?(\[[0-9a-f.:]{2,45}\]|[\w.-]{1,253}):(\d{1,5})/i.exec(text);
  const connected = /\bCONNECTED\([0-9a-f]{1,8}\)/i.test(text);
  const failed = /connect:errno ?= ?\d{1,5}|BIO_connect:[^\n]{1,60}/i.exec(text);
  if (!connected && !failed) return null;
  const starttls = /-starttls ?smtp/i.test(command?.[0] ?? '') || /-starttls ?smtp/i.test(text);
  const state = connected ? 'open' : (seenState(text) ?? 'failed');
  const spoke =
    /(?:^|\n)(?:220|250)[ -]\S/.test(text) || /BEGIN CERTIFICATE|Certificate chain|Verify return code/i.test(text);
  const host = command?.[1]?.replace(/^\[|\]$/g, '') ?? null;
  const port = Number(command?.[2] ?? 0);
  const ports: SeenPort[] = port > 0 ? [{ host, port, state, greeting: connected && starttls ? spoke : null }] : [];
  const issuer = issuerOf(text);
  return ports.length > 0 || issuer ? { ports, issuer } : null;
}

/** The organisation of the issuer, else its common name; both the old form (`/O=...`) and the new (`O = ...`). */
function issuerOf(text: string): string | null {
  const line = /(?:^|\n) ?issuer ?= ?([^\n]{1,400})/i.exec(text)?.[1] ?? /(?:^|\n) ?i:([^\n]{1,400})/.exec(text)?.[1];
  if (!line) return null;
  const part = (name: string) => new RegExp(`(?:^|[/,] ?)${name} ?= ?(?:"([^"]{1,100})"|([^,/\\n]{1,100}))`).exec(line);
  const found = part('O') ?? part('CN');
  return (found?.[1] ?? found?.[2])?.trim() ?? null;
}
