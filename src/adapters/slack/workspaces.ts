import { InstallProvider, type InstallationStore } from '@slack/oauth';
import type { Logger } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { clientOptions } from './client-options.ts';
import type { SecretStore, SlackSettings } from './parts.ts';

/** The app is not installed there, or no more. */
export class NotInstalledError extends Error {
  readonly code = 'not-installed';
  constructor(team: string) {
    super(`the app is not installed in ${team}; somebody there has to open /slack/install`);
    this.name = 'NotInstalledError';
  }
}

/** One workspace, or one organisation that installed the app for all of its workspaces. */
export type Tenant = { team: string; enterprise: string | null };

export type Workspaces = {
  /** A client that may act in the workspace. Rejects with NotInstalledError. */
  client(tenant: Tenant): Promise<WebClient>;
  /** The token of the next call is looked up anew: it was refused. */
  refresh(tenant: Tenant): void;
  /** The app was removed from there. */
  remove(tenant: Tenant): Promise<void>;
  /** Where people install the app; null with a single workspace. */
  installer: InstallProvider | null;
};

/** A token may be rotated by another process; so long an old one is used at most. */
const TOKEN_KNOWN_MS = 5 * 60_000;

type Parts = { settings: SlackSettings; installations: SecretStore; logger: Logger; clock: () => number };

export function createWorkspaces(parts: Parts): Workspaces {
  const { settings, logger } = parts;
  const clients = new Map<string, WebClient>();

  function clientWith(token: string): WebClient {
    const known = clients.get(token) ?? new WebClient(token, clientOptions(settings.apiUrl, logger));
    clients.set(token, known);
    return known;
  }

  if (settings.botToken !== null) {
    const client = clientWith(settings.botToken);
    return { client: async () => client, refresh: () => {}, remove: async () => {}, installer: null };
  }
  const installer = createInstaller(parts);
  const tokens = new Map<string, { token: string; until: number }>();

  return {
    installer,
    async client(tenant) {
      const key = tenantKey(tenant);
      const known = tokens.get(key);
      if (known && known.until > parts.clock()) return clientWith(known.token);
      if ((await parts.installations.load(key)) === null) throw new NotInstalledError(key);
      const { botToken } = await installer.authorize({
        teamId: tenant.team,
        enterpriseId: tenant.enterprise ?? undefined,
        isEnterpriseInstall: tenant.enterprise !== null,
      });
      if (botToken === undefined) throw new NotInstalledError(key);
      if (known && known.token !== botToken) clients.delete(known.token);
      tokens.set(key, { token: botToken, until: parts.clock() + TOKEN_KNOWN_MS });
      return clientWith(botToken);
    },
    refresh: (tenant) => void tokens.delete(tenantKey(tenant)),
    async remove(tenant) {
      const key = tenantKey(tenant);
      clients.delete(tokens.get(key)?.token ?? '');
      tokens.delete(key);
      await parts.installations.delete(key);
    },
  };
}

function tenantKey({ team, enterprise }: Tenant): string {
  return `slack:${enterprise ?? team}`;
}

function createInstaller({ settings, installations, logger }: Parts): InstallProvider {
  const { clientId, clientSecret, stateSecret, apiUrl } = settings;
  return new InstallProvider({
    clientId: clientId ?? '',
    clientSecret: clientSecret ?? '',
    stateSecret: stateSecret ?? '',
    installationStore: storeOf(installations),
    directInstall: true,
    logger,
    clientOptions: clientOptions(apiUrl, logger),
    ...(apiUrl !== null && { authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).toString() }),
  });
}

function storeOf(installations: SecretStore): InstallationStore {
  return {
    storeInstallation: async (installation) => {
      const enterprise = installation.isEnterpriseInstall === true ? (installation.enterprise?.id ?? null) : null;
      const key = tenantKey({ team: installation.team?.id ?? '', enterprise });
      await installations.save(key, JSON.stringify(installation));
    },
    fetchInstallation: async ({ teamId, enterpriseId, isEnterpriseInstall }) => {
      const key = tenantKey({ team: teamId ?? '', enterprise: isEnterpriseInstall ? (enterpriseId ?? null) : null });
      const json = await installations.load(key);
      if (json === null) throw new NotInstalledError(key);
      return JSON.parse(json);
    },
  };
}
