import { OWN_SERVER } from './provider-words.ts';
import type { Provider } from './schema.ts';

/**
 * The table of mail providers, found by what a person may name. Letter case and a trailing dot do not count; of several
 * endings that fit, the longest wins. A route to "the customer's own server" carries the name that was asked for where
 * that is such a server, and is left out elsewhere.
 */
export type ProviderDirectory = {
  byId(id: string): Provider | null;
  /** The provider of a mail domain, such as `gmail.com`. */
  byDomain(domain: string): Provider | null;
  /** The provider that a submission host belongs to, such as `smtp.gmail.com`. */
  byHost(host: string): Provider | null;
  /** The provider that an MX host belongs to: by its ending, or because it is the provider's outgoing server as well. */
  byMx(exchange: string): Provider | null;
  /** All names of submission servers, among which a misspelt name is looked for. */
  knownHosts(): string[];
};

type Index = Map<string, Provider>;

export function createProviderDirectory(providers: readonly Provider[]): ProviderDirectory {
  const ids = indexBy(providers, (provider) => [provider.id]);
  const domains = indexBy(providers, (provider) => provider.domains);
  const domainSuffixes = indexBy(providers, (provider) => provider.domainSuffixes);
  const hosts = indexBy(providers, (provider) => provider.hosts);
  const hostSuffixes = indexBy(providers, (provider) => provider.hostSuffixes);
  const mxSuffixes = indexBy(providers, (provider) => provider.mxSuffixes);

  function find(asked: string, exact: Index, suffixes: Index): Provider | null {
    const name = asked.toLowerCase().replace(/\.$/, '');
    const provider = exact.get(name) ?? byEnding(name, suffixes);
    return provider ? withOwnServer(provider, name) : null;
  }

  return {
    byId: (id) => find(id, ids, NOTHING),
    byDomain: (domain) => find(domain, domains, domainSuffixes),
    byHost: (host) => find(host, hosts, hostSuffixes),
    byMx: (exchange) => find(exchange, NOTHING, mxSuffixes) ?? find(exchange, hosts, hostSuffixes),
    knownHosts: () => [...hosts.keys()],
  };
}

const NOTHING: Index = new Map();

function indexBy(providers: readonly Provider[], names: (provider: Provider) => string[]): Index {
  const index: Index = new Map();
  for (const provider of providers) {
    for (const name of names(provider)) index.set(name, provider);
  }
  return index;
}

/** The provider of the longest ending of whole labels. */
function byEnding(name: string, suffixes: Index): Provider | null {
  for (let start = 0; ;) {
    const provider = suffixes.get(name.slice(start));
    if (provider) return provider;
    const dot = name.indexOf('.', start);
    if (dot === -1) return null;
    start = dot + 1;
  }
}

function withOwnServer(provider: Provider, name: string): Provider {
  if (!provider.routes.some((route) => route.host === OWN_SERVER)) return provider;
  const isServer = provider.hostSuffixes.some((suffix) => name.endsWith(`.${suffix}`));
  const routes = provider.routes.flatMap((route) => {
    if (route.host !== OWN_SERVER) return [route];
    return isServer ? [{ ...route, host: name }] : [];
  });
  return { ...provider, routes };
}
