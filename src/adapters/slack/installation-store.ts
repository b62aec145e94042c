import type { InstallationStore } from '@slack/oauth';
import { audit } from '../../observe/audit.ts';
import { NotInstalledError } from './not-installed-error.ts';
import type { Log, SecretStore } from './parts.ts';
import { personKey } from './slack-ids.ts';
import { tenantKey } from './tenant.ts';

type Parts = {
  installations: SecretStore;
  log: Log;
  /** The SDK saves an installation whose token it has just renewed. */
  isRenewal: (key: string) => boolean;
};

/** Where the SDK keeps what it gets of a workspace when the app is installed. */
export function installationStore({ installations, log, isRenewal }: Parts): InstallationStore {
  return {
    storeInstallation: async (installation) => {
      const enterprise = installation.isEnterpriseInstall === true ? (installation.enterprise?.id ?? null) : null;
      const team = installation.team?.id ?? '';
      const key = tenantKey({ team, enterprise });
      const renewed = isRenewal(key);
      const from = (await installations.load(key).catch(() => null)) === null ? 'none' : 'installed';
      await installations.save(key, JSON.stringify(installation));
      audit(log, {
        act: renewed ? 'token-renewed' : 'install',
        result: 'done',
        workspace: key,
        from,
        to: 'installed',
        ...(!renewed && { person: personKey(team, installation.user.id) }),
      });
    },
    fetchInstallation: async ({ teamId, enterpriseId, isEnterpriseInstall }) => {
      const key = tenantKey({ team: teamId ?? '', enterprise: isEnterpriseInstall ? (enterpriseId ?? null) : null });
      const json = await installations.load(key);
      if (json === null) throw new NotInstalledError(key);
      return JSON.parse(json);
    },
  };
}
