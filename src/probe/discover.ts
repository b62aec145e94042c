import type { Discovery, FoundHost } from './discovery.ts';
import { foundBy, nothing, notFound, unanswered, unansweredDomain } from './discovery-result.ts';
import { finding } from './finding.ts';
import type { Guard } from './guard.ts';
import { isCurrent, knowsNothing } from './knows-nothing.ts';
import type { LookUp } from './look-up.ts';
import { MAX_HOSTS, MAX_MX } from './limits.ts';
import { nearestName } from './nearest-name.ts';
import type { Provider, ProviderDirectory } from './provider-directory.ts';
import { srvHosts } from './srv-hosts.ts';
import type { Target } from './target.ts';

/** A name that begins like this is a host that somebody set in a mail program, so it is not asked for SRV records. */
const HOST_LABEL = /^(?:smtps?|e?mail|mx|relay|submission|out(?:bound|going)?|send|post)\d*\./u;
/** `example.jp`, `example.co.jp`: a name that is a domain rather than a host, though its web site gives it an address. */
const REGISTERED_DOMAIN = /^[^.]+\.(?:[a-z]{2,}|xn--[a-z0-9-]+|(?:ac|co|com|ed|go|gr|lg|ne|net|or|org)\.[a-z]{2})$/u;
const USUAL_LABELS = ['smtp', 'mail'];

type Tools = { look: LookUp; guard: Guard; providers: ProviderDirectory };

/**
 * Finds the submission hosts of a target. A host with addresses is used as given, unless it turns out to be a domain: the
 * provider table, SRV records or MX records say so. Of a domain, in this order: SRV (RFC 6186), the provider table by domain, the
 * provider table by MX, the MX host and the usual names. For a domain of the desk itself, its own row stands before SRV.
 */
export async function discover(target: Target, tools: Tools): Promise<Discovery> {
  if (target.kind === 'address') {
    return foundBy('given', [{ host: target.ip, addresses: [target.ip] }], { host: target.ip });
  }
  const { name } = target;
  if (target.kind === 'domain') return discoverDomain(name, tools);
  const asGiven = tools.providers.byHost(name);
  if (!asGiven && target.port === null && tools.providers.byDomain(name)) return discoverDomain(name, tools);

  const mayBeDomain = !asGiven && target.port === null && !HOST_LABEL.test(name);
  const [found, srv, elsewhere] = await Promise.all([
    tools.look.addresses(name),
    mayBeDomain ? srvHosts(name, tools.look) : { hosts: [], ports: [] },
    mayBeDomain && REGISTERED_DOMAIN.test(name) ? takesMailElsewhere(name, tools.look) : false,
  ]);
  if (srv.hosts.length > 0) return bySrv(name, srv, tools, []);
  if (elsewhere) {
    const discovery = await discoverDomain(name, tools);
    if (discovery.hosts.length > 0) return discovery;
  }
  if (found.status === 'ok') {
    return foundBy('given', [{ host: name, addresses: found.records }], { host: name, provider: asGiven });
  }
  if (found.status === 'no-records') return discoverDomain(name, tools);
  if (found.status === 'failed') return unanswered('dns-failed', name, asGiven);
  if (asGiven && isCurrent(name, asGiven) && (await knowsNothing(asGiven, tools))) {
    return unanswered('dns-knows-nothing', name, asGiven);
  }
  return notFound(name, await suggestionFor(name, tools));
}

/** Mail for the name is delivered to another host, so the name itself is no mail server. */
async function takesMailElsewhere(name: string, look: LookUp): Promise<boolean> {
  const mx = await look.mx(name);
  return mx.status === 'ok' && !mx.records.includes(name);
}

async function discoverDomain(domain: string, tools: Tools): Promise<Discovery> {
  const { look, providers } = tools;
  const [srv, mx] = await Promise.all([srvHosts(domain, look), look.mx(domain)]);
  const exchanges = mx.status === 'ok' ? mx.records.slice(0, MAX_MX) : [];
  const known = providers.byDomain(domain);
  if (srv.hosts.length > 0 && known?.ofTheDesk !== true) return bySrv(domain, srv, tools, exchanges);

  if (known) {
    const hosts = await hostsOf(known, look);
    if (hosts.length > 0) return byProvider('provider', known, hosts, exchanges);
  }
  const behindMx = providerBehind(exchanges, providers);
  if (behindMx) {
    const hosts = await hostsOf(behindMx, look);
    if (hosts.length > 0) return byProvider('mx-provider', behindMx, hosts, exchanges);
  }
  if (mx.status === 'no-such-name') {
    if (known && (await knowsNothing(known, tools))) return unansweredDomain('dns-knows-nothing', domain, known);
    const domains = providers.knownHosts().map((host) => host.slice(host.indexOf('.') + 1));
    return notFound(domain, nearestName(domain, domains));
  }
  const custom = await byCustom(domain, exchanges, tools);
  if (custom) return custom;
  return mx.status === 'failed'
    ? unansweredDomain('dns-failed', domain, known)
    : nothing('no-address', { host: domain, mx: exchanges, findings: [finding('no-address', { host: domain })] });
}

/** Who takes in the domain's mail: the first of its MX hosts, best first, that is somebody's known one. */
function providerBehind(exchanges: string[], providers: ProviderDirectory): Provider | null {
  return exchanges.map((exchange) => providers.byMx(exchange)).find((provider) => provider !== null) ?? null;
}

/** The MX host where it lies in the domain itself, the usual names, and any other MX host last; null: none has an address. */
async function byCustom(domain: string, exchanges: string[], tools: Tools): Promise<Discovery | null> {
  const usual = USUAL_LABELS.map((label) => `${label}.${domain}`);
  const own = exchanges.filter((exchange) => exchange.endsWith(`.${domain}`));
  const candidates = [...new Set([...own.slice(0, 1), ...usual, ...exchanges])];
  const hosts = distinct(await withAddresses(candidates, tools.look));
  if (hosts.length === 0) return null;
  const isMx = (host: string): boolean => exchanges.includes(host);
  return foundBy(isMx(hosts[0]?.host ?? '') ? 'mx' : 'usual-name', hosts, {
    mx: exchanges,
    findings: hosts.map(({ host }) => finding(isMx(host) ? 'discovered-by-mx' : 'discovered-by-usual-name', { host })),
  });
}

function bySrv(domain: string, srv: Pick<Discovery, 'hosts' | 'ports'>, { providers }: Tools, mx: string[]): Discovery {
  const findings = srv.hosts.map(({ host }) => finding('discovered-by-srv', { host }));
  const provider =
    providers.byHost(srv.hosts[0]?.host ?? '') ?? providers.byDomain(domain) ?? providerBehind(mx, providers);
  return { ...foundBy('srv', srv.hosts, { provider, mx, findings }), ports: srv.ports };
}

function byProvider(
  method: 'provider' | 'mx-provider',
  provider: Provider,
  hosts: FoundHost[],
  mx: string[],
): Discovery {
  const code = method === 'provider' ? 'discovered-by-provider' : 'discovered-by-mx-provider';
  const findings = hosts.map(({ host }) => finding(code, { provider: provider.id, host }));
  const ports = provider.routes.map(({ port }) => port).filter((port) => port === 2525);
  return { ...foundBy(method, hosts, { provider, mx, findings }), ports };
}

/** A row that says port 25 is no submission, so it counts only where there is nothing else. */
async function hostsOf(provider: Provider, look: LookUp): Promise<FoundHost[]> {
  const submission = provider.routes.filter(({ port }) => port !== 25);
  const routes = submission.length > 0 ? submission : provider.routes;
  return withAddresses([...new Set(routes.map(({ host }) => host))].slice(0, MAX_HOSTS), look);
}

async function withAddresses(names: string[], look: LookUp): Promise<FoundHost[]> {
  const found = await Promise.all(names.map(async (host) => ({ host, answer: await look.addresses(host) })));
  return found.flatMap(({ host, answer }) => (answer.status === 'ok' ? [{ host, addresses: answer.records }] : []));
}

/** Hosts that share an address are one server under two names: the first name counts. */
function distinct(hosts: FoundHost[]): FoundHost[] {
  const seen = new Set<string>();
  const kept = hosts.filter(({ addresses }) => {
    const isNew = addresses.every((address) => !seen.has(address));
    for (const address of addresses) seen.add(address);
    return isNew;
  });
  return kept.slice(0, MAX_HOSTS);
}

/**
 * Nothing for a name that is known as it stands; a known host of a similar name; the domain's own usual name, when that exists
 * and is similar; else the server of the provider that takes in the domain's mail.
 */
async function suggestionFor(name: string, { look, guard, providers }: Tools): Promise<string | null> {
  if (providers.byHost(name)) return null;
  const known = nearestName(name, providers.knownHosts());
  if (known !== null) return known;
  const parent = name.slice(name.indexOf('.') + 1);
  if (!parent.includes('.')) return null;
  const near = nearestName(
    name,
    USUAL_LABELS.map((label) => `${label}.${parent}`),
  );
  const there = near === null ? null : await look.addresses(near);
  if (there?.status === 'ok' && there.records.some((ip) => guard(ip))) return near;
  const mx = await look.mx(parent);
  if (mx.status !== 'ok') return null;
  return providerBehind(mx.records.slice(0, MAX_MX), providers)?.routes[0]?.host ?? null;
}
