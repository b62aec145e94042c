import { MAIL_PORTS } from '../../src/knowledge/mail-ports.ts';
import type { Provider, ProviderRoute } from '../../src/knowledge/schema.ts';
import type { Autoconfig, OutgoingServer } from './autoconfig.ts';

/** Everything that Mozilla's table can say of a provider; the rest of a row is kept from the row that is there. */
export type KnownByIspdb = Pick<Provider, 'domains' | 'routes' | 'userName'> & { id: string; name: string };

const ENCRYPTIONS: Record<string, ProviderRoute['encryption']> = { SSL: 'tls', STARTTLS: 'starttls', plain: 'none' };
const AUTHS: Record<string, ProviderRoute['auth'][number]> = {
  'password-cleartext': 'password',
  'password-encrypted': 'password-encrypted',
  OAuth2: 'oauth2',
  none: 'none',
};
const DOMAIN = '%emaildomain%';

/**
 * The providers of one file. Where the name of the server holds the person's mail domain, each domain is a provider of its
 * own. Port 25 and ports that mail programs do not usually have are left out: a route that the bot never advises is no
 * knowledge.
 *
 * @param file name without `.xml`
 */
export function providersOf(file: string, { name, domains, servers }: Autoconfig): KnownByIspdb[] {
  const perDomain = servers.some(({ host }) => host.includes(DOMAIN)) && servers.some(({ port }) => isAdvised(port));
  if (!perDomain) return [known(file, name === '' ? file : name, domains, servers)];
  return domains.map((domain) => {
    const own = servers.map((server) => ({ ...server, host: server.host.replaceAll(DOMAIN, domain) }));
    return known(domain, domain, [domain], own);
  });
}

function known(id: string, name: string, domains: string[], servers: OutgoingServer[]): KnownByIspdb {
  return { id, name, domains, routes: servers.flatMap(routesOf), userName: userNameOf(servers) };
}

function routesOf({ host, port, socketType, authentication }: OutgoingServer): ProviderRoute[] {
  const mailPort = MAIL_PORTS.find((candidate) => candidate === port);
  const encryption = ENCRYPTIONS[socketType];
  if (mailPort === undefined || !isAdvised(port) || encryption === undefined) return [];
  return [{ host, port: mailPort, encryption, auth: authentication.flatMap((kind) => AUTHS[kind] ?? []) }];
}

function isAdvised(port: number): boolean {
  return port !== 25 && MAIL_PORTS.some((candidate) => candidate === port);
}

function userNameOf(servers: OutgoingServer[]): Provider['userName'] {
  const name = servers[0]?.userName ?? null;
  if (name === null) return 'unknown';
  if (/^%EMAILADDRESS%?$/.test(name)) return 'address';
  return name === '%EMAILLOCALPART%' ? 'local-part' : 'other';
}
