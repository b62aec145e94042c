import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** Encrypts what is stored, such as the tokens of an installation. */
export type Vault = {
  /**
   * @param name what the bytes belong to; they open under the same name only, so that rows cannot be exchanged
   */
  seal(name: string, bytes: Uint8Array): Uint8Array;
  /** @throws VaultError */
  open(name: string, sealed: Uint8Array): Uint8Array;
  /**
   * For what was sealed with a former key: that key, and the one that seals now, by names that say nothing about them.
   *
   * @returns null when it was sealed with the first key
   */
  outdated(sealed: Uint8Array): { from: string; to: string } | null;
};

/**
 * `vault-closed`: there is no key. `vault-key-unknown`: it was sealed with a key that is not among the ones given.
 * `vault-damaged`: the bytes were altered, cut, or belong to another name.
 */
export class VaultError extends Error {
  readonly code: 'vault-closed' | 'vault-key-unknown' | 'vault-damaged';

  constructor(code: VaultError['code'], remedy: string) {
    super(remedy);
    this.name = 'VaultError';
    this.code = code;
  }
}

/** The first byte of what is sealed, so that a later form can be told from this one: version, key id, nonce, tag, text. */
const VERSION = 1;
const KEY_ID_BYTES = 8;
/** Random nonces of 96 bits serve for 2^32 seals with one key (NIST SP 800-38D, 8.2.2 and 8.3). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES;

const CIPHER = 'aes-256-gcm';

/**
 * AES-256-GCM with keys that can be changed: put a new key in front, and take the old one away once everything was sealed
 * anew.
 *
 * @param keys 32 bytes each: the first seals, all of them open; empty: neither can be done
 */
export function createVault(keys: readonly Uint8Array[]): Vault {
  const known = keys.map((key) => ({ key, id: keyId(key) }));
  return {
    seal(name, bytes) {
      const [first] = known;
      if (!first) throw new VaultError('vault-closed', 'OP25B_SECRET_KEY is not set; nothing can be stored encrypted');
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, first.key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(boundTo(name));
      const text = Buffer.concat([cipher.update(bytes), cipher.final()]);
      return Buffer.concat([Buffer.of(VERSION), first.id, nonce, cipher.getAuthTag(), text]);
    },
    open(name, sealed) {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== VERSION || bytes.length < HEAD_BYTES) throw damaged(name);
      const id = bytes.subarray(1, 1 + KEY_ID_BYTES);
      const key = known.find((candidate) => candidate.id.equals(id))?.key;
      if (!key) throw unknownKey(name);
      const nonce = bytes.subarray(1 + KEY_ID_BYTES, HEAD_BYTES - TAG_BYTES);
      const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(boundTo(name));
      decipher.setAuthTag(bytes.subarray(HEAD_BYTES - TAG_BYTES, HEAD_BYTES));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(HEAD_BYTES)), decipher.final()]);
      } catch {
        throw damaged(name);
      }
    },
    outdated(sealed) {
      const [first] = known;
      const id = Buffer.from(sealed).subarray(1, 1 + KEY_ID_BYTES);
      return !first || first.id.equals(id) ? null : { from: id.toString('hex'), to: first.id.toString('hex') };
    },
  };
}

/** What is authenticated beside the text: it opens under this name only. */
function boundTo(name: string): Buffer {
  return Buffer.from(name);
}

/** Tells keys apart and says nothing about them: they are random, and this cannot be turned round. */
function keyId(key: Uint8Array): Buffer {
  return createHmac('sha256', key).update('key id').digest().subarray(0, KEY_ID_BYTES);
}

function unknownKey(name: string): VaultError {
  return new VaultError(
    'vault-key-unknown',
    `${name} was sealed with another key; add the former key to OP25B_SECRET_KEY, after a comma`,
  );
}

function damaged(name: string): VaultError {
  return new VaultError(
    'vault-damaged',
    `${name} cannot be opened: what is stored is not what was sealed; install again`,
  );
}
