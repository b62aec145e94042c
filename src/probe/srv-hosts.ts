import { MAIL_PORTS } from '../diagnosis/probe-report.ts';
import type { Discovery } from './discovery.ts';
import type { LookUp } from './look-up.ts';
import { MAX_HOSTS } from './limits.ts';

/** RFC 6186 section 3.1 and RFC 8314 section 5.1. */
const SERVICES = ['_submissions._tcp', '_submission._tcp'];

/** The submission hosts that a domain announces by SRV records, at most two, as far as they are on mail ports and have addresses. */
export async function srvHosts(domain: string, look: LookUp): Promise<Pick<Discovery, 'hosts' | 'ports'>> {
  const found = await Promise.all(SERVICES.map((service) => look.srv(`${service}.${domain}`)));
  const rows = found.flatMap((answer) => (answer.status === 'ok' ? answer.records : []));
  const announced = rows.flatMap(({ host, port }) => {
    const mailPort = MAIL_PORTS.find((candidate) => candidate === port);
    return mailPort === undefined ? [] : [{ host, port: mailPort }];
  });
  const names = [...new Set(announced.map(({ host }) => host))].slice(0, MAX_HOSTS);
  const answers = await Promise.all(names.map(async (host) => ({ host, answer: await look.addresses(host) })));
  return {
    hosts: answers.flatMap(({ host, answer }) => (answer.status === 'ok' ? [{ host, addresses: answer.records }] : [])),
    ports: announced.map(({ port }) => port).filter((port) => port === 2525),
  };
}
