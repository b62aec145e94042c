import type { EndpointReport, Finding } from '../diagnosis/probe-report.ts';
import { finding } from './finding.ts';

/** Connected, and then never a byte. */
const MUTE = ['mute', 'tls-stalled'];
/** One port alone may be a slow server. */
const FEWEST = 2;

function isMute({ state, banner, findings }: EndpointReport): boolean {
  return state === 'open' && banner === null && findings.some(({ code }) => MUTE.includes(code));
}

/**
 * Addresses of which every port takes the connection and none speaks: so do transparent proxies that wait for the real
 * server, firewalls that answer in its place, and traps for scanners such as LaBrea.
 */
export function mutePorts(endpoints: EndpointReport[]): Finding[] {
  const addresses = Map.groupBy(endpoints, ({ ip }) => ip);
  return [...addresses].flatMap(([ip, ports]) =>
    ports.length >= FEWEST && ports.every(isMute) ? [finding('ports-all-mute', { ip })] : [],
  );
}
