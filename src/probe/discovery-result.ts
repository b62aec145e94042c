import type { DiscoveryMethod, DnsReport, Finding } from '../diagnosis/probe-report.ts';
import type { Discovery, FoundHost } from './discovery.ts';
import { finding } from './finding.ts';
import type { FindingCode } from './finding-codes.ts';
import { MAX_ADDRESSES_TOLD } from './limits.ts';
import type { Provider } from './provider-directory.ts';

type Details = { host?: string; provider?: Provider | null; mx?: string[]; findings?: Finding[] };

/** Hosts to probe, by this way of looking. */
export function foundBy(method: DiscoveryMethod, hosts: FoundHost[], details: Details): Discovery {
  const dns: DnsReport = {
    status: 'ok',
    host: details.host ?? hosts[0]?.host ?? '',
    addresses: hosts.flatMap(({ addresses }) => addresses).slice(0, MAX_ADDRESSES_TOLD),
    mx: details.mx ?? [],
    method,
    provider: details.provider?.id ?? null,
    suggestion: null,
  };
  return { hosts, ports: [], dns, findings: details.findings ?? [] };
}

/** No host, and why. */
export function nothing(status: DnsReport['status'], host: string, findings: Finding[], mx: string[] = []): Discovery {
  const { dns } = foundBy('given', [], { host, mx });
  return { hosts: [], ports: [], dns: { ...dns, status }, findings };
}

/** Without an answer of use from DNS; what the table knows of the provider is left to go on with. */
export function unanswered(code: FindingCode, host: string, provider: Provider | null): Discovery {
  const { dns } = foundBy('given', [], { host, provider });
  return { hosts: [], ports: [], dns: { ...dns, status: 'failed' }, findings: [finding(code, { host })] };
}

/** The server that the provider's row leads to. */
export function hostFor({ routes }: Provider, domain: string): string {
  return (routes.find(({ port }) => port !== 25) ?? routes[0])?.host ?? domain;
}

/** The name does not exist; `suggestion`: the one that may have been meant. */
export function notFound(host: string, suggestion: string | null): Discovery {
  const args: Finding['args'] = suggestion === null ? { host } : { host, suggestion };
  const discovery = nothing('nxdomain', host, [finding('name-not-found', args)]);
  return { ...discovery, dns: { ...discovery.dns, suggestion } };
}
