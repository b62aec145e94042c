import rows from './data/providers.json' with { type: 'json' };
import { MAIL_PORTS } from './mail-ports.ts';
import { ENCRYPTIONS, PROVIDER_AUTHS, PROVIDER_TRAITS, PROVIDER_USER_NAMES } from './provider-words.ts';
import type { Provider } from './schema.ts';

type Row = (typeof rows)[number];

/**
 * The table of providers. It is checked by hand and without a schema library, because `op25b check` loads it at every start.
 *
 * @throws Error naming the row that has a word or a port that the schema does not know
 */
export function loadProviders(): Provider[] {
  return rows.map((row) => {
    if (!isProvider(row)) throw new Error(`data/providers.json: "${row.id}" has a word that provider-words.ts lacks`);
    return row;
  });
}

function isProvider(row: Row): row is Row & Provider {
  return (
    isOneOf(PROVIDER_USER_NAMES, row.userName) &&
    row.traits.every((trait) => isOneOf(PROVIDER_TRAITS, trait)) &&
    row.routes.every(
      ({ port, encryption, auth }) =>
        isOneOf(MAIL_PORTS, port) &&
        isOneOf(ENCRYPTIONS, encryption) &&
        auth.every((kind) => isOneOf(PROVIDER_AUTHS, kind)),
    )
  );
}

function isOneOf<T>(words: readonly T[], word: unknown): word is T {
  return words.some((known) => known === word);
}
