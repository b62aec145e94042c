import type { Journal } from './journal/journal.ts';
import { audit } from './observe/audit.ts';
import type { Log } from './observe/log.ts';
import type { Vault } from './vault.ts';

type Parts = {
  vault: Vault;
  journal: Pick<Journal, 'saveInstallation' | 'loadInstallation' | 'deleteInstallation'>;
  log: Pick<Log, 'info' | 'warn'>;
};

/** Short secrets, such as the tokens of workspaces, which lie in the journal encrypted. Rejects with VaultError. */
export function sealedStore({ vault, journal, log }: Parts) {
  /** What a former key sealed is sealed anew when it is used, so that the former key can go one day. */
  async function renew(key: string, sealed: Uint8Array, bytes: Uint8Array): Promise<void> {
    const keys = vault.outdated(sealed);
    if (keys === null) return;
    await journal.saveInstallation(key, vault.seal(key, bytes));
    audit(log, { act: 'key-rotated', result: 'done', ...keys });
  }

  return {
    save: (key: string, json: string) => journal.saveInstallation(key, vault.seal(key, Buffer.from(json))),
    async load(key: string): Promise<string | null> {
      const sealed = await journal.loadInstallation(key);
      if (sealed === null) return null;
      const bytes = vault.open(key, sealed);
      await renew(key, sealed, bytes).catch((error: unknown) => log.warn({ error }, 'secret-not-renewed'));
      return Buffer.from(bytes).toString();
    },
    delete: (key: string) => journal.deleteInstallation(key),
  };
}
