import type { EndpointReport, Finding, PortState } from '../diagnosis/probe-report.ts';
import { finding } from './finding.ts';

/** What a family did on a port, of its addresses the best one. */
const BEST_FIRST: PortState[] = ['open', 'refused', 'reset', 'timeout', 'unreachable'];

function stateOf(endpoints: EndpointReport[], host: string, port: number, family: 4 | 6): PortState | null {
  const mine = endpoints.filter((each) => each.host === host && each.port === port && each.family === family);
  return BEST_FIRST.find((state) => mine.some((each) => each.state === state)) ?? null;
}

/** A family with no way out of this machine at all tells nothing of the server. */
function hasNoWay(endpoints: EndpointReport[], host: string, family: 4 | 6): boolean {
  return endpoints
    .filter((each) => each.host === host && each.family === family)
    .every((each) => each.state === 'unreachable' || each.state === 'refused-target');
}

/** Ports that are open over one family and not over the other: programs that prefer the closed one then fail. */
export function familyDifferences(endpoints: EndpointReport[]): Finding[] {
  const hosts = [...new Set(endpoints.map(({ host }) => host))];
  return hosts
    .filter((host) => !hasNoWay(endpoints, host, 4) && !hasNoWay(endpoints, host, 6))
    .flatMap((host) => {
      const ports = [...new Set(endpoints.filter((each) => each.host === host).map(({ port }) => port))];
      return ports.flatMap((port) => {
        const ipv4 = stateOf(endpoints, host, port, 4);
        const ipv6 = stateOf(endpoints, host, port, 6);
        if (ipv4 === null || ipv6 === null || (ipv4 === 'open') === (ipv6 === 'open')) return [];
        return [finding('family-differs', { host, port, ipv4, ipv6 })];
      });
    });
}
