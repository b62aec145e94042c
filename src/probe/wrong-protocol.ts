import type { Reply } from './reply-reader.ts';

export type OtherProtocol = 'HTTP' | 'SSH' | 'POP3' | 'IMAP' | 'FTP';

/** How other services begin (RFC 9112, RFC 4253 section 4.2, RFC 1939, RFC 9051). */
const BEGINNINGS: [beginning: RegExp, protocol: OtherProtocol][] = [
  [/^HTTP\/\d/u, 'HTTP'],
  [/^<(?:!doctype|html)/iu, 'HTTP'],
  [/^SSH-/u, 'SSH'],
  [/^[+]OK|^-ERR/u, 'POP3'],
  [/^[*] (?:OK|BYE|PREAUTH)/u, 'IMAP'],
];
const SMTP_WORD = /\bE?SMTP\b/iu;
const FTP_WORD = /\bftp|ftpd\b|filezilla/iu;
/** An FTP server asks for USER and PASS (RFC 959) when it is spoken to. */
const FTP_LOGIN = /\bUSER\b.*\bPASS\b/iu;
const NOT_LOGGED_IN = 530;

/** The protocol that text without a reply code belongs to; null when it is none of the known ones. */
export function otherProtocol(text: string): OtherProtocol | null {
  return BEGINNINGS.find(([beginning]) => beginning.test(text))?.[1] ?? null;
}

/** The protocol of a greeting, or of the answer to EHLO, that is not SMTP's; FTP greets with 220, too. */
export function protocolOfReply(reply: Reply): OtherProtocol | null {
  const text = reply.lines.join(' ');
  if (reply.code === 0) return otherProtocol(text);
  if (reply.code === 220 && FTP_WORD.test(text) && !SMTP_WORD.test(text)) return 'FTP';
  return reply.code === NOT_LOGGED_IN && FTP_LOGIN.test(text) ? 'FTP' : null;
}
