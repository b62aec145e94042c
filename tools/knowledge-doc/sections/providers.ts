import { OWN_SERVER } from '../../../src/knowledge/provider-words.ts';
import type { Provider, ProviderRoute } from '../../../src/knowledge/schema.ts';
import { inOneCell } from '../bilingual.ts';
import type { Knowledge } from '../knowledge.ts';
import { code, escape, table } from '../markdown.ts';
import words from '../words.json' with { type: 'json' };

/** Some providers have hundreds of domains; the first ones tell which provider it is. */
const MOST_DOMAINS = 4;

export function providersSection({ providers }: Knowledge): string {
  const { labels } = words;
  const heads = [labels.id, labels.name, labels.domains, labels.routes, labels.userName, labels.traits];
  return table([...heads, labels.confirmed, labels.source].map(inOneCell), providers.map(providerRow));
}

function providerRow(row: Provider): string[] {
  return [
    code(row.id),
    inOneCell({ ja: escape(row.name.ja), en: escape(row.name.en) }),
    domainWords([...row.domains, ...row.domainSuffixes.map((suffix) => `*.${suffix}`)]),
    row.routes.map(routeWords).join('<br>'),
    inOneCell(words.userNames[row.userName]),
    row.traits.map(code).join('<br>'),
    inOneCell(row.confirmed ? words.confirmed.yes : words.confirmed.no),
    row.sources.map(escape).join('<br>'),
  ];
}

function domainWords(domains: readonly string[]): string {
  const shown = domains.slice(0, MOST_DOMAINS).map(code).join('<br>');
  const more = domains.length - MOST_DOMAINS;
  return more > 0 ? `${shown}<br>${inOneCell(words.more)}: ${more}` : shown;
}

function routeWords({ host, port, encryption, auth }: ProviderRoute): string {
  const server = host === OWN_SERVER ? inOneCell(words.ownServer) : code(host);
  const signIn = auth.map((kind) => inOneCell(words.auths[kind]));
  return [`${server} ${port}`, inOneCell(words.encryptions[encryption]), ...signIn].join(', ');
}
