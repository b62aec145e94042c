import type { Provider, ProviderRoute } from '../../src/knowledge/schema.ts';
import type { KnownByIspdb } from './provider-rows.ts';

/** One provider of the checkout, with the file that it stands in (`ispdb/ocn.ne.jp.xml`). */
export type Listed = KnownByIspdb & { file: string };

export type Change =
  | { kind: 'added'; id: string; now: string }
  | { kind: 'changed'; id: string; field: 'routes' | 'domains' | 'userName'; before: string; now: string }
  /** A row that people keep: it is left as it is, and somebody has to see whether Mozilla is right. */
  | { kind: 'kept'; id: string; before: string; now: string }
  /** The file is no longer in the checkout; the row stays until somebody takes it out. */
  | { kind: 'gone'; id: string; file: string };

const REPOSITORY = 'thunderbird/autoconfig';

/**
 * Brings the rows that rest on Mozilla's table alone up to date. Rows with another source, with traits, or with a sign-in
 * that Mozilla does not know (`app-password`) are kept by hand; of them only the difference is told.
 *
 * @param commit of the checkout, for the sources; null when it is not known
 */
export function refresh(
  rows: readonly Provider[],
  listed: readonly Listed[],
  commit: string | null,
): { rows: Provider[]; changes: Change[] } {
  const changes: Change[] = [];
  const claimed = new Set(rows.flatMap((row) => (isKeptByHand(row) ? namesOf(row) : row.mxSuffixes)));
  const refreshed = rows.map((row) => {
    const files = filesOf(row);
    const entries = listed.filter(({ file }) => files.includes(file));
    changes.push(...files.filter((file) => !listed.some((entry) => entry.file === file)).map(goneOf(row)));
    if (isKeptByHand(row)) {
      changes.push(...differenceOf(row, entries));
      return row;
    }
    const entry = entries.find(({ id }) => id === row.id) ?? (entries.length === 1 ? entries[0] : undefined);
    return entry ? updated(row, entry, claimed, commit, changes) : row;
  });
  const known = new Set(rows.flatMap(filesOf));
  const added = listed
    .filter(({ file, routes }) => !known.has(file) && routes.length > 0)
    .map((entry) => newRow(entry, claimed, commit));
  changes.push(...added.map(({ id, routes }): Change => ({ kind: 'added', id, now: routeList(routes) })));
  return { rows: [...refreshed, ...added].toSorted((left, right) => (left.id < right.id ? -1 : 1)), changes };
}

/** Routes as a person compares them: `smtp.ocn.ne.jp 465/tls (password)`. */
export function routeList(routes: readonly ProviderRoute[]): string {
  if (routes.length === 0) return 'none';
  return routes
    .map(({ host, port, encryption, auth }) => `${host} ${port}/${encryption} (${auth.join('+')})`)
    .join(', ');
}

function isKeptByHand({ sources, traits, routes }: Provider): boolean {
  return (
    traits.length > 0 ||
    sources.length !== 1 ||
    !sources.every((source) => source.startsWith(REPOSITORY)) ||
    routes.some(({ auth }) => auth.includes('app-password'))
  );
}

function filesOf({ sources }: Pick<Provider, 'sources'>): string[] {
  return sources.flatMap((source) => /^thunderbird\/autoconfig\S* (ispdb\/\S+\.xml)$/.exec(source)?.[1] ?? []);
}

function namesOf({ domains, domainSuffixes, hostSuffixes, mxSuffixes }: Provider): string[] {
  return [domains, domainSuffixes, hostSuffixes, mxSuffixes].flat();
}

function goneOf({ id }: Provider): (file: string) => Change {
  return (file) => ({ kind: 'gone', id, file });
}

function differenceOf(row: Provider, entries: readonly Listed[]): Change[] {
  const routes = entries.flatMap((entry) => entry.routes);
  if (routes.every((route) => row.routes.some((own) => samePlace(own, route)))) return [];
  return [{ kind: 'kept', id: row.id, before: routeList(row.routes), now: routeList(routes) }];
}

function samePlace(left: ProviderRoute, right: ProviderRoute): boolean {
  return left.host === right.host && left.port === right.port && left.encryption === right.encryption;
}

function updated(
  row: Provider,
  entry: Listed,
  claimed: ReadonlySet<string>,
  commit: string | null,
  changes: Change[],
): Provider {
  const own = new Set([...row.domainSuffixes, ...row.hostSuffixes]);
  const domains = entry.domains.filter(
    (domain) => row.domains.includes(domain) || (!claimed.has(domain) && !own.has(domain)),
  );
  const fields = [
    ['routes', routeList(row.routes), routeList(entry.routes)],
    ['domains', list(row.domains), list(domains)],
    ['userName', row.userName, entry.userName],
  ] as const;
  const differing = fields.filter(([, before, now]) => before !== now);
  if (differing.length === 0) return row;
  changes.push(
    ...differing.map(([field, before, now]): Change => ({ kind: 'changed', id: row.id, field, before, now })),
  );
  const { routes, userName } = entry;
  const hosts = [...new Set([...row.hosts, ...routes.map(({ host }) => host)])];
  return { ...row, domains, hosts, routes, userName, sources: [sourceOf(entry.file, commit)] };
}

function newRow(entry: Listed, claimed: ReadonlySet<string>, commit: string | null): Provider {
  const { id, name, routes, userName } = entry;
  return {
    id,
    name: { ja: name, en: name },
    domains: entry.domains.filter((domain) => !claimed.has(domain)),
    domainSuffixes: [],
    hosts: [...new Set(routes.map(({ host }) => host))],
    hostSuffixes: [],
    mxSuffixes: [],
    routes,
    userName,
    traits: [],
    confirmed: true,
    sources: [sourceOf(entry.file, commit)],
  };
}

function sourceOf(file: string, commit: string | null): string {
  return `${REPOSITORY}${commit === null ? '' : `@${commit}`} ${file}`;
}

function list(names: readonly string[]): string {
  return names.toSorted().join(', ');
}
