import type { Lookup, ProbeResolver } from './resolver.ts';

/** DNS as one run of the probe uses it: each question has its deadline. */
export type LookUp = {
  addresses(host: string): Promise<Lookup<string>>;
  /** Exchanges, best first; a null MX (RFC 7505) counts as none. */
  mx(domain: string): Promise<Lookup<string>>;
  srv(name: string): Promise<Lookup<{ host: string; port: number }>>;
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

/** @param limit ms that one question may take */
export function createLookUp(resolver: ProbeResolver, limit: number, signal: AbortSignal): LookUp {
  return {
    async addresses(host) {
      const [v4, v6] = await Promise.all([
        limited(resolver.addresses(host, 4, signal), limit),
        limited(resolver.addresses(host, 6, signal), limit),
      ]);
      const records = [v4, v6].flatMap((found) => (found.status === 'ok' ? found.records : []));
      if (records.length > 0) return { status: 'ok', records: [...new Set(records)] };
      const statuses = [v4.status, v6.status];
      if (statuses.includes('no-such-name')) return { status: 'no-such-name' };
      return { status: statuses.includes('failed') ? 'failed' : 'no-records' };
    },
    async mx(domain) {
      return rows(await limited(resolver.mx(domain, signal), limit), (records) =>
        records
          .toSorted((a, b) => a.priority - b.priority)
          .map(({ exchange }) => plain(exchange))
          .filter((exchange) => exchange !== ''),
      );
    },
    async srv(name) {
      return rows(await limited(resolver.srv(name, signal), limit), (records) =>
        records
          .toSorted((a, b) => a.priority - b.priority || b.weight - a.weight)
          .map((row) => ({ host: plain(row.name), port: row.port }))
          .filter(({ host }) => host !== ''),
      );
    },
  };
}
