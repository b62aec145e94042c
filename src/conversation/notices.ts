import { paragraph, type MessageBlock, type Names } from '../message/message.ts';
import { text } from '../message/text.ts';
import type { ProbeReport } from './types.ts';

/** What the desk tells everyone who names a server or a mail domain. Times in milliseconds since 1970; null: no bound. */
export type Notice = {
  about: { server: string } | { domain: string };
  text: Names;
  from: number | null;
  until: number | null;
};

/** The notices that concern a probed server at the time of the probe, which is the engine's only clock. */
export function noticesFor(report: ProbeReport, notices: readonly Notice[]): MessageBlock[] {
  const at = Date.parse(report.at);
  return notices
    .filter(({ from, until }) => (from === null || from <= at) && (until === null || at < until))
    .filter(({ about }) => concerns(about, report))
    .map((notice) => paragraph(text('conversation:notice', { notice: { names: notice.text } })));
}

/** A server's notice is for those who name its domain, too; a domain's for those who name a server in it. */
function concerns(about: Notice['about'], { server, dns, endpoints }: ProbeReport): boolean {
  const names = new Set([nameIn(server), dns.host, ...endpoints.map(({ host }) => host)]);
  if ('domain' in about) return [...names].some((name) => name === about.domain || name.endsWith(`.${about.domain}`));
  const domain = about.server.slice(about.server.indexOf('.') + 1);
  return names.has(about.server) || nameIn(server) === domain;
}

/** The name in what a person gave: a mail address, `host:port` or a name. */
function nameIn(server: string): string {
  return server
    .slice(server.lastIndexOf('@') + 1)
    .replace(/:\d+$/, '')
    .replace(/\.$/, '')
    .toLowerCase();
}
