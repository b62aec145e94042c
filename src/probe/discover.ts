import type { DiscoveryMethod, DnsReport, Finding, MailPort } from '../diagnosis/probe-report.ts';
import { nearestName } from './nearest-name.ts';
import type { KnownProvider, ProviderDirectory } from './provider-directory.ts';
import type { Looked, ProbeResolver, Srv } from './resolver.ts';
import type { Target } from './target.ts';

/** A host to probe, with its addresses and the ports that discovery named (none: the usual ones). */
export type Candidate = { host: string; addresses: string[] };

export type Discovery = { dns: DnsReport; candidates: Candidate[]; findings: Finding[] };

const MOST_PER_FAMILY = 2;
const MOST_HOSTS = 2;
/** SRV names of RFC 6186 section 3.1 and RFC 8314 section 5.1. */
const SRV_SERVICES = ['_submissions._tcp', '_submission._tcp'];
const SUBMISSION_PORTS: readonly MailPort[] = [465, 587, 2525];
/** First labels of names that are mail servers themselves, not domains to discover one for. */
const SERVER_LABEL = /^(?:smtps?|mail\d*|submissions?|mx\d*|outgoing|relay|post|sv\d+|email|mbox)(?:[-\d]|$)/;

/**
 * Finds the submission server of what the person named: the name itself where it is a server, else SRV records (RFC 6186),
 * the table of providers by domain and by MX, then the usual names and the MX itself.
 */
export async function discover(
  target: Target,
  resolver: ProbeResolver,
  providers: ProviderDirectory,
): Promise<Discovery> {
  if (target.kind === 'ip') {
    const dns = report(target.name, 'given', { addresses: [target.name] });
    return { dns, candidates: [{ host: target.name, addresses: [target.name] }], findings: [] };
  }
  const { name } = target;
  const [addresses, mx, srv] = await Promise.all([
    addressesOf(name, resolver),
    resolver.mx(name),
    Promise.all(SRV_SERVICES.map((service) => resolver.srv(`${service}.${name}`))),
  ]);
  const exchanges = recordsOf(mx)
    .toSorted((left, right) => left.priority - right.priority)
    .map(({ exchange }) => exchange.toLowerCase())
    .filter((exchange) => exchange !== '');
  const isServer =
    target.kind === 'host' && (SERVER_LABEL.test(name) || providers.byHost(name) !== null || target.port !== null);
  const asGiven = isServer || (target.kind === 'host' && exchanges.length === 0 && addresses.status === 'ok');
  if (asGiven && addresses.status === 'ok') return given(name, addresses.list, exchanges, providers);

  const found =
    (await bySrv(srv, resolver)) ??
    (await byProvider(providers.byDomain(name), 'provider', resolver)) ??
    (await byProvider(firstKnown(exchanges, providers), 'mx-provider', resolver)) ??
    (await byUsualNames(name, exchanges, resolver));
  if (found) return discovered(name, found, exchanges, providers);
  if (addresses.status === 'ok') return given(name, addresses.list, exchanges, providers);
  return notFound(name, addresses.status, exchanges, providers);
}

type Found = { method: DiscoveryMethod; provider: string | null; candidates: Candidate[] };

type Addresses = { status: DnsReport['status']; list: string[] };

/** A and AAAA together; at most two of each. */
async function addressesOf(name: string, resolver: ProbeResolver): Promise<Addresses> {
  const looked = await Promise.all([resolver.addresses(name, 4), resolver.addresses(name, 6)]);
  const list = looked.flatMap((answer) => recordsOf(answer).slice(0, MOST_PER_FAMILY));
  if (list.length > 0) return { status: 'ok', list };
  if (looked.some(({ status }) => status === 'not-found')) return { status: 'nxdomain', list };
  return { status: looked.every(({ status }) => status === 'failed') ? 'failed' : 'no-address', list };
}

function recordsOf<T>(looked: Looked<T>): T[] {
  return looked.status === 'found' ? looked.records : [];
}

async function withAddresses(hosts: string[], resolver: ProbeResolver): Promise<Candidate[]> {
  const unique = [...new Set(hosts)];
  const looked = await Promise.all(unique.map(async (host) => ({ host, found: await addressesOf(host, resolver) })));
  return looked
    .filter(({ found }) => found.list.length > 0)
    .map(({ host, found }) => ({ host, addresses: found.list }))
    .slice(0, MOST_HOSTS);
}

async function bySrv(answers: Looked<Srv>[], resolver: ProbeResolver): Promise<Found | null> {
  const hosts = answers
    .flatMap(recordsOf)
    .filter(({ name, port }) => name !== '' && name !== '.' && SUBMISSION_PORTS.some((candidate) => candidate === port))
    .toSorted((left, right) => left.priority - right.priority || right.weight - left.weight)
    .map(({ name }) => name.toLowerCase().replace(/\.$/, ''));
  const candidates = await withAddresses(hosts, resolver);
  return candidates.length > 0 ? { method: 'srv', provider: null, candidates } : null;
}

function firstKnown(exchanges: string[], providers: ProviderDirectory): KnownProvider | null {
  return exchanges.map((exchange) => providers.byMx(exchange)).find((provider) => provider !== null) ?? null;
}

async function byProvider(
  provider: KnownProvider | null,
  method: 'provider' | 'mx-provider',
  resolver: ProbeResolver,
): Promise<Found | null> {
  if (!provider) return null;
  const candidates = await withAddresses(
    provider.routes.map(({ host }) => host),
    resolver,
  );
  return candidates.length > 0 ? { method, provider: provider.id, candidates } : null;
}

async function byUsualNames(domain: string, exchanges: string[], resolver: ProbeResolver): Promise<Found | null> {
  const usual = [`smtp.${domain}`, `mail.${domain}`];
  const candidates = await withAddresses([...usual, ...exchanges.slice(0, 1)], resolver);
  if (candidates.length === 0) return null;
  const method = candidates.some(({ host }) => usual.includes(host)) ? 'usual-name' : 'mx';
  return { method, provider: null, candidates };
}

function given(name: string, addresses: string[], mx: string[], providers: ProviderDirectory): Discovery {
  const provider = providers.byHost(name)?.id ?? null;
  const dns = report(name, 'given', { addresses, mx, provider });
  return { dns, candidates: [{ host: name, addresses }], findings: [] };
}

function discovered(name: string, found: Found, mx: string[], providers: ProviderDirectory): Discovery {
  const first = found.candidates[0];
  const host = first?.host ?? name;
  const provider = found.provider ?? providers.byHost(host)?.id ?? providers.byDomain(name)?.id ?? null;
  const dns = report(host, found.method, {
    addresses: found.candidates.flatMap(({ addresses }) => addresses),
    mx,
    provider,
  });
  return { dns, candidates: found.candidates, findings: [{ code: `discovered-by-${found.method}`, args: { host } }] };
}

function notFound(name: string, status: DnsReport['status'], mx: string[], providers: ProviderDirectory): Discovery {
  const suggestion = status === 'nxdomain' ? nearestName(name, providers.knownHosts()) : null;
  const codes: Record<DnsReport['status'], string> = {
    ok: '',
    nxdomain: 'name-not-found',
    'no-address': 'no-address',
    failed: 'dns-failed',
  };
  const dns = { ...report(name, 'given', { mx, provider: providers.byDomain(name)?.id ?? null }), status, suggestion };
  return { dns, candidates: [], findings: [{ code: codes[status], args: { host: name } }] };
}

function report(host: string, method: DiscoveryMethod, more: Partial<DnsReport>): DnsReport {
  return { status: 'ok', host, addresses: [], mx: [], method, provider: null, suggestion: null, ...more };
}
