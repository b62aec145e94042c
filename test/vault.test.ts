import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVault, VaultError } from '../src/vault.ts';

const older = randomBytes(32);
const newer = randomBytes(32);
const secret = Buffer.from('{"bot":{"token":"xoxb-1-secret"}}');

function codeOf(open: () => unknown): string {
  try {
    open();
  } catch (error) {
    if (error instanceof VaultError) return error.code;
    throw error;
  }
  return 'opened';
}

describe('vault', () => {
  it('opens what it sealed, of any length', () => {
    const vault = createVault([newer]);
    fc.assert(
      fc.property(fc.string(), fc.uint8Array({ maxLength: 5000 }), (name, bytes) => {
        expect(Buffer.from(vault.open(name, vault.seal(name, bytes)))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('shows nothing of it, and seals the same bytes differently each time', () => {
    const vault = createVault([newer]);
    const [one, two] = [vault.seal('T1', secret), vault.seal('T1', secret)];
    expect(Buffer.from(one).includes('xoxb')).toBe(false);
    expect(Buffer.from(one).equals(two)).toBe(false);
  });

  it('seals with the first key and opens with every one, so that keys can be changed', () => {
    const rotated = createVault([newer, older]);
    expect(rotated.open('T1', createVault([older]).seal('T1', secret))).toEqual(secret);
    expect(createVault([newer]).open('T1', rotated.seal('T1', secret))).toEqual(secret);
  });

  it('says which variable lacks a key', () => {
    const sealed = createVault([older]).seal('T1', secret);
    expect(codeOf(() => createVault([newer]).open('T1', sealed))).toBe('vault-key-unknown');
    expect(() => createVault([newer]).open('T1', sealed)).toThrow('OP25B_SECRET_KEY');
    expect(codeOf(() => createVault([]).seal('T1', secret))).toBe('vault-closed');
  });

  it('refuses what belongs to another name', () => {
    const vault = createVault([newer]);
    expect(codeOf(() => vault.open('T2', vault.seal('T1', secret)))).toBe('vault-damaged');
  });

  it('refuses it with any bit changed, and cut at any place', () => {
    const vault = createVault([newer]);
    const sealed = Buffer.from(vault.seal('T1', secret));
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = Buffer.from(sealed);
      altered.writeUInt8(sealed.readUInt8(at) ^ 1, at);
      expect(codeOf(() => vault.open('T1', altered))).toMatch(/^vault-(damaged|key-unknown)$/);
      expect(codeOf(() => vault.open('T1', sealed.subarray(0, at)))).toBe('vault-damaged');
    }
  });
});
