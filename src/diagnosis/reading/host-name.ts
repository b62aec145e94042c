import type { Phrases } from '../../knowledge/phrases-schema.ts';

/** RFC 1035 section 2.3.4. */
const NAME_LIMIT = 253;
const LABEL = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?)$/i;
const MAIL_LABEL = /^(?:smtp|mail|mx|imap|pop|submission|send|out|relay|webmail|exchange|auth)[a-z0-9-]{0,20}$/i;
/** Packages of Java are named from the end: `com.example.mail`. */
const PACKAGE_LABEL = /^(?:com|org|net|java|javax|jakarta|io)$/i;

/**
 * Whether a word with dots is the name of a host, rather than a file, a version, a class or two sentences run together.
 * `sure`: it was asked for, or has a port, so that anything with the form of a name counts.
 */
export function isHostName(word: string, { notHosts }: Phrases, sure: boolean): boolean {
  const name = word.toLowerCase();
  const labels = name.split('.');
  const last = labels.at(-1) ?? '';
  if (name.length > NAME_LIMIT || labels.length < 2 || !labels.every((label) => LABEL.test(label))) return false;
  if (!/^[a-z]{2,24}$|^xn--[a-z0-9-]{2,59}$/.test(last) || notHosts.words.includes(name)) return false;
  if (sure) return true;
  if (notHosts.fileEndings.includes(last)) return false;
  const first = labels[0] ?? '';
  if (MAIL_LABEL.test(first)) return true;
  if (PACKAGE_LABEL.test(first)) return false;
  if (notHosts.ambiguousEndings.includes(last)) return labels.length > 2;
  return last.length === 2 || last.startsWith('xn--') || notHosts.knownEndings.includes(last);
}
