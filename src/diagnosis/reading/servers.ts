import type { Phrases } from '../../knowledge/phrases-schema.ts';
import { MAIL_PORTS, type MailPort } from '../probe-report.ts';
import { type HostHit } from './hosts.ts';
import type { NamedServer } from './reading.ts';

/** Servers told of one message; a person has one or two. */
const SERVERS_LIMIT = 5;
const RECEIVING = /^(?:pop3?s?|imap4?s?|pop-mail|recv?)[0-9]{0,3}[.-]/i;
const CONTEXT_REACH = 24;

/**
 * The sending servers among the hosts that a text names. Servers that only give out mail count when no other is named,
 * a mail address only when no host is, the address of a page only when it is all that is said, and an address that mail is sent to never (unless a server was asked for).
 */
export function chooseServers(text: string, hits: readonly HostHit[], phrases: Phrases, asked: boolean): NamedServer[] {
  const named = hits.filter((hit) => hit.kind !== 'mail-address' && !hit.web);
  const hosts = named.length > 1 ? named.filter((hit) => !stands(text, hit, phrases.notHosts.denied)) : named;
  const sending = hosts.filter((hit) => !RECEIVING.test(hit.target));
  const mails = hits.filter((hit) => hit.kind === 'mail-address' && (asked || !stands(text, hit, phrases.recipient)));
  const pages = hits.filter((hit) => hit.web && (asked || text.trim().length === hit.end - hit.start));
  const chosen = [sending, hosts, mails, pages].find((group) => group.length > 0) ?? [];
  const servers = chosen.map((hit): NamedServer => ({
    target: hit.target,
    kind: hit.kind,
    port: toMailPort(hit.port),
  }));
  const known = new Map<string, NamedServer>();
  for (const server of servers) {
    const key = server.target.toLowerCase();
    const earlier = known.get(key);
    known.set(key, earlier ? { ...earlier, port: server.port ?? earlier.port } : server);
  }
  return [...known.values()].slice(0, SERVERS_LIMIT);
}

/** The port as one of those that mail is handed in at; null for another. */
export function toMailPort(port: number | null): MailPort | null {
  return MAIL_PORTS.find((known) => known === port) ?? null;
}

function stands(text: string, { start, end }: HostHit, context: { before: string; after: string }): boolean {
  const before = text.slice(Math.max(0, start - CONTEXT_REACH), start);
  const after = text.slice(end, end + CONTEXT_REACH);
  return (
    new RegExp(`(?:${context.before})$`, 'iu').test(before) || new RegExp(`^(?:${context.after})`, 'iu').test(after)
  );
}
