import { ConfigError } from '../config-error.ts';

/** A variable's value; null when it is absent or empty, as `${NAME:-}` of a compose file makes it. */
export function setting(env: NodeJS.ProcessEnv, name: string): string | null {
  return env[name]?.trim() || null;
}

/** The items of a comma-separated variable. */
export function listSetting(env: NodeJS.ProcessEnv, name: string): string[] {
  return (setting(env, name) ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/**
 * The address of a platform's API. Its value is not repeated in the error: it may hold a password.
 *
 * @throws ConfigError
 */
export function urlSetting(env: NodeJS.ProcessEnv, name: string): string | null {
  const value = setting(env, name);
  if (value === null) return null;
  const protocol = URL.parse(value)?.protocol;
  if (protocol === 'https:' || protocol === 'http:') return value;
  throw new ConfigError(name, 'is no http or https URL; leave it out to use the platform itself');
}
