/** First bytes of what else may listen on a port; the names are shown to people. */
const PROTOCOLS: readonly [RegExp, string][] = [
  [/^[\u{15}\u{16}]\u{3}/u, 'TLS'],
  [/^HTTP\/\d|^<!doctype|^<html/i, 'HTTP'],
  [/^SSH-\d/, 'SSH'],
  [/^\* (?:OK|BYE|PREAUTH)/, 'IMAP'],
  [/^\+OK|^-ERR/, 'POP3'],
  [/^220[ -][^\n]*\bFTP\b(?![^\n]*\bE?SMTP\b)/i, 'FTP'],
];

/** The protocol that the bytes belong to, when it is not SMTP; null when it may be SMTP or is unknown. */
export function otherProtocol(bytes: string): string | null {
  return PROTOCOLS.find(([pattern]) => pattern.test(bytes))?.[1] ?? null;
}
