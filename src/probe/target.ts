import { isIP, isIPv4, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';
import { MAIL_PORTS, type MailPort } from '../diagnosis/probe-report.ts';
import { TargetError } from './target-error.ts';
import { visible } from './visible.ts';
import { withoutCredentials } from './without-credentials.ts';

/**
 * `domain`: the part of a mail address behind the @, whose submission host is to be found. Names are in ASCII, without a
 * trailing dot; addresses have one spelling.
 */
export type Target =
  | { kind: 'address'; ip: string; port: MailPort | null }
  | { kind: 'host'; name: string; port: MailPort | null }
  | { kind: 'domain'; name: string; port: MailPort | null };

const URL_FORM = /^(?:smtps?|submissions?|mailto|https?|tls|ssl):(?:\/\/)?(?<rest>[^/?#]*)/iu;
const BRACKETED = /^\[(?:IPv6:)?(?<host>[^\]]*)\](?::(?<port>\d{1,5}))?$/iu;
const NAMED_PORT = /^(?<host>[^:]+):(?<port>\d{1,5})$/u;
const LABEL = /^(?![-])[a-z0-9_-]{1,63}(?<!-)$/u;
/** As browsers read `127.1` or `0x7f.1` as an IPv4 address, a name must not end in a number (WHATWG URL, "ends in a number"). */
const NUMBER = /^(?:\d+|0x[0-9a-f]*)$/iu;
/** What the URL parser behind `domainToASCII` would cut off, decode or drop. */
const NOT_IN_NAMES = /[/\\?#@:%\s\p{Cc}]/u;
const MAX_NAME = 253;

function mailPort(text: string | undefined): MailPort | null {
  if (text === undefined) return null;
  const port = MAIL_PORTS.find((candidate) => candidate === Number(text));
  if (port === undefined) throw new TargetError('port-not-mail', { port: Number(text) });
  return port;
}

function nameOf(text: string): string | null {
  const plain = text.replace(/[\u3002\uff61]/gu, '.').replace(/\.$/u, '');
  if (plain === '' || NOT_IN_NAMES.test(plain) || NUMBER.test(plain.split('.').at(-1) ?? '')) return null;
  const name = domainToASCII(plain);
  if (name === '' || name.length > MAX_NAME || isIP(name) !== 0) return null;
  return name.split('.').every((label) => LABEL.test(label)) ? name : null;
}

/** RFC 5952: an IPv6 address can be written in many ways. */
function oneSpelling(ip: string): string {
  return ipaddr.parse(ip).toString();
}

function read(text: string): Target | null {
  const at = text.lastIndexOf('@');
  if (at === 0) return null;
  const place = at > 0 ? text.slice(at + 1) : text;
  if (isIPv6(place) && !place.includes('%')) return { kind: 'address', ip: oneSpelling(place), port: null };

  const groups = (BRACKETED.exec(place) ?? NAMED_PORT.exec(place))?.groups;
  const host = groups?.['host'] ?? place;
  const bracketed = place.startsWith('[');
  if (isIPv4(host.replace(/\.$/u, ''))) {
    return { kind: 'address', ip: host.replace(/\.$/u, ''), port: mailPort(groups?.['port']) };
  }
  if (bracketed) {
    if (!isIPv6(host) || host.includes('%')) return null;
    return { kind: 'address', ip: oneSpelling(host), port: mailPort(groups?.['port']) };
  }
  const name = nameOf(host);
  if (name === null) return null;
  return { kind: at > 0 ? 'domain' : 'host', name, port: mailPort(groups?.['port']) };
}

/**
 * Reads what a person named: a host, an IPv4 or IPv6 address (also in brackets), either with `:port`, a mail address, or
 * `smtp://host:port`; what stands before the host in a URL is not read. Full-width characters count as their plain forms.
 *
 * @throws TargetError `target-invalid` or `port-not-mail`
 */
export function readTarget(text: string): Target {
  const named = withoutCredentials(text);
  const plain = named.normalize('NFKC').trim();
  const target = read(URL_FORM.exec(plain)?.groups?.['rest'] ?? plain);
  if (target === null) throw new TargetError('target-invalid', { target: visible(named) });
  return target;
}

/** One key for all spellings of a target; of what is no target, the text itself. */
export function targetKey(text: string): string {
  try {
    const { port, ...place } = readTarget(text);
    const name = place.kind === 'address' ? place.ip : place.kind === 'domain' ? `@${place.name}` : place.name;
    return port === null ? name : `${name} ${port}`;
  } catch {
    return withoutCredentials(text).trim().toLowerCase();
  }
}
