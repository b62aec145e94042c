import { lookup, Resolver } from 'node:dns/promises';

/** `no-such-name`: NXDOMAIN. `no-records`: the name exists without records of that kind. `failed`: no usable answer. */
export type Lookup<Row> = { status: 'ok'; records: Row[] } | { status: 'no-such-name' | 'no-records' | 'failed' };

export type MxRow = { exchange: string; priority: number };
export type SrvRow = { name: string; port: number; priority: number; weight: number };

/** Never rejects: what went wrong is the status. An abort counts as `failed`. */
export type ProbeResolver = {
  addresses(host: string, family: 4 | 6, signal: AbortSignal): Promise<Lookup<string>>;
  mx(domain: string, signal: AbortSignal): Promise<Lookup<MxRow>>;
  srv(name: string, signal: AbortSignal): Promise<Lookup<SrvRow>>;
};

/** Two tries fit into the 3 s that a look-up may take. */
const TRY_MS = 1400;
const TRIES = 2;
const LIMIT_MS = 3000;

function statusOf(error: unknown): 'no-such-name' | 'no-records' | 'failed' {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOTFOUND') return 'no-such-name';
  return code === 'ENODATA' ? 'no-records' : 'failed';
}

/** An address of the form that `setServers` takes; c-ares wants IPv6 in brackets before a port. */
function serverAddress(server: string): string {
  const separator = server.lastIndexOf(':');
  const host = server.slice(0, separator).replace(/^\[|\]$/gu, '');
  return host.includes(':') ? `[${host}]${server.slice(separator)}` : server;
}

/**
 * The resolver that a server names, or else the system's. With the system's, a name that DNS does not know is looked for the
 * way programs of this machine do, so that /etc/hosts counts.
 *
 * @param options.server `host:port` in literal form; null: the system's
 */
export function createResolver(options: { server: string | null }): ProbeResolver {
  const server = options.server === null ? null : serverAddress(options.server);

  async function ask<Row>(signal: AbortSignal, question: (resolver: Resolver) => Promise<Row[]>): Promise<Lookup<Row>> {
    if (signal.aborted) return { status: 'failed' };
    const resolver = new Resolver({ timeout: TRY_MS, tries: TRIES });
    if (server !== null) resolver.setServers([server]);
    const cancel = (): void => resolver.cancel();
    const limit = setTimeout(cancel, LIMIT_MS);
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const records = await question(resolver);
      return records.length > 0 ? { status: 'ok', records } : { status: 'no-records' };
    } catch (error) {
      return { status: statusOf(error) };
    } finally {
      clearTimeout(limit);
      signal.removeEventListener('abort', cancel);
    }
  }

  return {
    async addresses(host, family, signal) {
      const found = await ask(signal, (resolver) => (family === 4 ? resolver.resolve4(host) : resolver.resolve6(host)));
      if (server !== null || found.status === 'ok' || found.status === 'failed') return found;
      return (await onThisMachine(host, family)) ?? found;
    },
    mx: (domain, signal) => ask(signal, (resolver) => resolver.resolveMx(domain)),
    srv: (name, signal) => ask(signal, (resolver) => resolver.resolveSrv(name)),
  };
}

async function onThisMachine(host: string, family: 4 | 6): Promise<Lookup<string> | null> {
  try {
    const rows = await lookup(host, { family, all: true });
    return { status: 'ok', records: rows.map(({ address }) => address) };
  } catch {
    return null;
  }
}
