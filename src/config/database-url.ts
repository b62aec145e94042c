import { ConfigError } from '../config-error.ts';

const PROTOCOLS = ['postgres:', 'postgresql:'];

/**
 * The connection URI of PostgreSQL (https://www.postgresql.org/docs/current/libpq-connect.html, 32.1.1.2).
 *
 * @throws ConfigError that repeats nothing of the value: it holds a password
 */
export function databaseUrl(value: string): string {
  const url = URL.parse(value);
  if (url && PROTOCOLS.includes(url.protocol) && value.includes('://')) return value;
  throw new ConfigError(
    'DATABASE_URL',
    'is no PostgreSQL URL; write postgres://user:password@host:5432/database, with special characters of the password percent-encoded',
  );
}
