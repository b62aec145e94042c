import { InstallProvider } from '@slack/oauth';
import type { Logger } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { clientOptions } from './client-options.ts';
import { audit } from '../../observe/audit.ts';
import { NotInstalledError } from './not-installed-error.ts';
import { installationStore } from './installation-store.ts';
import type { Log, SlackParts, SlackSettings } from './parts.ts';
import { STATE_LIVES_MS } from './install-routes.ts';
import { tenantKey, type Tenant } from './tenant.ts';

export type Workspaces = {
  /** A client that may act in the workspace. Rejects with NotInstalledError. */
  client(tenant: Tenant): Promise<WebClient>;
  /** The token of the next call is looked up anew: it was refused. */
  refresh(tenant: Tenant): void;
  /** The app was removed from there, or its token revoked. */
  remove(tenant: Tenant, why: 'uninstalled' | 'revoked'): Promise<void>;
  /** Where people install the app; null with a single workspace. */
  installer: InstallProvider | null;
};

/** A token may be rotated by another process; so long an old one is used at most. */
const TOKEN_KNOWN_MS = 5 * 60_000;

type Parts = Pick<SlackParts, 'installations' | 'clock'> & {
  settings: SlackSettings;
  logger: Logger;
  log: Log;
};

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
  /** Under way: a token that has to be renewed is renewed once, for its refresh token works once. */
  const looking = new Map<string, Promise<WebClient>>();
  const installer = createInstaller(parts, (key) => looking.has(key));
  const tokens = new Map<string, { token: string; until: number }>();

  async function lookUp(tenant: Tenant, key: string): Promise<WebClient> {
    if ((await parts.installations.load(key)) === null) throw new NotInstalledError(key);
    const { botToken } = await installer.authorize({
      teamId: tenant.team,
      enterpriseId: tenant.enterprise ?? undefined,
      isEnterpriseInstall: tenant.enterprise !== null,
    });
    if (botToken === undefined) throw new NotInstalledError(key);
    const known = tokens.get(key);
    if (known && known.token !== botToken) clients.delete(known.token);
    tokens.set(key, { token: botToken, until: parts.clock() + TOKEN_KNOWN_MS });
    return clientWith(botToken);
  }

  return {
    installer,
    async client(tenant) {
      const key = tenantKey(tenant);
      const known = tokens.get(key);
      if (known && known.until > parts.clock()) return clientWith(known.token);
      const asked = looking.get(key) ?? lookUp(tenant, key).finally(() => looking.delete(key));
      looking.set(key, asked);
      return asked;
    },
    refresh: (tenant) => void tokens.delete(tenantKey(tenant)),
    async remove(tenant, why) {
      const key = tenantKey(tenant);
      clients.delete(tokens.get(key)?.token ?? '');
      tokens.delete(key);
      await parts.installations.delete(key);
      audit(parts.log, { act: 'uninstall', result: 'done', workspace: key, from: 'installed', to: why });
    },
  };
}

function createInstaller(parts: Parts, isRenewal: (key: string) => boolean): InstallProvider {
  const { settings, logger } = parts;
  const { clientId, clientSecret, stateSecret, apiUrl } = settings;
  return new InstallProvider({
    clientId: clientId ?? '',
    clientSecret: clientSecret ?? '',
    stateSecret: stateSecret ?? '',
    stateCookieExpirationSeconds: STATE_LIVES_MS / 1000,
    installationStore: installationStore({ ...parts, isRenewal }),
    directInstall: true,
    logger,
    clientOptions: clientOptions(apiUrl, logger),
    ...(apiUrl !== null && { authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).toString() }),
  });
}
