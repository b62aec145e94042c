import type { Guard } from './guard.ts';
import { isInternalName } from './internal-name.ts';
import type { Lookup, ProbeResolver } from './resolver.ts';

/**
 * DNS as one run of the probe uses it: each question has its deadline. Names of inner networks do not exist for it, whatever
 * the resolver knows of them, unless they lead to an allowed address.
 */
export type LookUp = {
  addresses(host: string): Promise<Lookup<string>>;
  /** Exchanges, best first; a null MX (RFC 7505) counts as none. */
  mx(domain: string): Promise<Lookup<string>>;
  srv(name: string): Promise<Lookup<{ host: string; port: number }>>;
  /** Whether any name was refused as one of an inner network. */
  refused(): boolean;
};

export type LookUpTools = {
  resolver: ProbeResolver;
  /** ms that one question may take. */
  limit: number;
  guard: Guard;
  /** Networks are allowed that are not public, so inner names may lead there. */
  innerNames: boolean;
};

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/u, '');
}

function limited<Row>(question: Promise<Lookup<Row>>, limit: number): Promise<Lookup<Row>> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ status: 'failed' }), limit);
    const settle = (found: Lookup<Row>): void => {
      clearTimeout(timer);
      resolve(found);
    };
    question.then(settle, () => settle({ status: 'failed' }));
  });
}

function rows<Row, Result>(found: Lookup<Row>, use: (records: Row[]) => Result[]): Lookup<Result> {
  if (found.status !== 'ok') return found;
  const records = use(found.records);
  return records.length > 0 ? { status: 'ok', records } : { status: 'no-records' };
}

export function createLookUp(tools: LookUpTools, signal: AbortSignal): LookUp {
  const { resolver, limit, guard, innerNames } = tools;
  let refused = false;

  /** What is not looked up is not there, whether it is or not. */
  async function ask<Row>(name: string, question: () => Promise<Lookup<Row>>): Promise<Lookup<Row>> {
    if (innerNames || !isInternalName(name)) return question();
    refused = true;
    return { status: 'no-such-name' };
  }

  /** A name of an inner network that leads to no allowed address gets the same answer as one that is not there. */
  async function permitted(host: string): Promise<Lookup<string>> {
    const found = await addressesOf(host);
    if (!isInternalName(host)) return found;
    const allowed = rows(found, (records) => records.filter(guard));
    if (allowed.status === 'ok') return allowed;
    refused = true;
    return { status: 'no-such-name' };
  }

  async function addressesOf(host: string): Promise<Lookup<string>> {
    const [v4, v6] = await Promise.all([
      limited(resolver.addresses(host, 4, signal), limit),
      limited(resolver.addresses(host, 6, signal), limit),
    ]);
    const records = [v4, v6].flatMap((found) => (found.status === 'ok' ? found.records : []));
    if (records.length > 0) return { status: 'ok', records: [...new Set(records)] };
    const statuses = [v4.status, v6.status];
    if (statuses.includes('no-such-name')) return { status: 'no-such-name' };
    return { status: statuses.includes('failed') ? 'failed' : 'no-records' };
  }

  return {
    addresses: (host) => ask(host, () => permitted(host)),
    mx: (domain) =>
      ask(domain, async () =>
        rows(await limited(resolver.mx(domain, signal), limit), (records) =>
          records
            .toSorted((a, b) => a.priority - b.priority)
            .map(({ exchange }) => plain(exchange))
            .filter((exchange) => exchange !== ''),
        ),
      ),
    srv: (name) =>
      ask(name, async () =>
        rows(await limited(resolver.srv(name, signal), limit), (records) =>
          records
            .toSorted((a, b) => a.priority - b.priority || b.weight - a.weight)
            .map((row) => ({ host: plain(row.name), port: row.port }))
            .filter(({ host }) => host !== ''),
        ),
      ),
    refused: () => refused,
  };
}
