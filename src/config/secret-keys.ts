import { ConfigError } from '../config-error.ts';
import { listSetting } from './setting.ts';

const NAME = 'OP25B_SECRET_KEY';
/** AES-256 takes keys of 32 bytes. */
const KEY_BYTES = 32;

const hex = /^[0-9a-fA-F]{64}$/;
const base64 = /^[A-Za-z0-9+/_-]{43}=?$/;

/**
 * Keys of the vault: the first one seals, all of them open.
 *
 * @throws ConfigError that repeats no key
 */
export function secretKeys(env: NodeJS.ProcessEnv): Buffer[] {
  return listSetting(env, NAME).map((value, index) => {
    const key = hex.test(value) ? Buffer.from(value, 'hex') : base64.test(value) ? Buffer.from(value, 'base64') : null;
    if (key?.length === KEY_BYTES) return key;
    throw new ConfigError(
      NAME,
      `key ${index + 1} is not 32 bytes in base64 or hex; write what "openssl rand -base64 32" prints`,
    );
  });
}
