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
export function nothing(status: DnsReport['status'], details: Details & { host: string }): Discovery {
  const discovery = foundBy('given', [], details);
  return { ...discovery, dns: { ...discovery.dns, status } };
}

/** Without an answer of use from DNS; what the table knows of the provider is left to go on with. */
export function unanswered(code: FindingCode, host: string, provider: Provider | null): Discovery {
  return nothing('failed', { host, provider, findings: [finding(code, { host })] });
}

/** The same for a mail domain: its provider's server stands for it, where the table knows one. */
export function unansweredDomain(code: FindingCode, domain: string, provider: Provider | null): Discovery {
  const { routes = [] } = provider ?? {};
  const route = routes.find(({ port }) => port !== 25) ?? routes[0];
  return unanswered(code, route?.host ?? domain, provider);
}

/** The name does not exist; `suggestion`: the one that may have been meant. */
export function notFound(host: string, suggestion: string | null): Discovery {
  const args: Finding['args'] = suggestion === null ? { host } : { host, suggestion };
  const discovery = nothing('nxdomain', { host, findings: [finding('name-not-found', args)] });
  return { ...discovery, dns: { ...discovery.dns, suggestion } };
}
