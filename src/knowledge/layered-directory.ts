import type { ProviderDirectory } from './provider-directory.ts';

/** Two tables as one: what the upper one knows counts, the lower one is asked for the rest. */
export function layeredDirectory(upper: ProviderDirectory, lower: ProviderDirectory): ProviderDirectory {
  return {
    byId: (id) => upper.byId(id) ?? lower.byId(id),
    byDomain: (domain) => upper.byDomain(domain) ?? lower.byDomain(domain),
    byHost: (host) => upper.byHost(host) ?? lower.byHost(host),
    byMx: (exchange) => upper.byMx(exchange) ?? lower.byMx(exchange),
    knownHosts: () => [...new Set([...upper.knownHosts(), ...lower.knownHosts()])],
  };
}
