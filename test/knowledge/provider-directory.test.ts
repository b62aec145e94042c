import { describe, expect, it, test } from 'vitest';
import * as z from 'zod/mini';
import providersJson from '../../src/knowledge/data/providers.json' with { type: 'json' };
import { loadProviders } from '../../src/knowledge/load-providers.ts';
import { createProviderDirectory } from '../../src/knowledge/provider-directory.ts';
import { OWN_SERVER } from '../../src/knowledge/provider-words.ts';
import { provider } from '../../src/knowledge/schema.ts';

const rows = loadProviders();
const directory = createProviderDirectory(rows);

describe('a provider is found', () => {
  test.each([
    ['gmail.com', 'gmail'],
    ['Gmail.COM.', 'gmail'],
    ['example.onmicrosoft.com', 'microsoft365'],
    ['ocn.ne.jp', 'ocn'],
    ['abc.ocn.ne.jp', 'ocn'],
    ['xyz.sakura.ne.jp', 'sakura'],
    ['docomo.ne.jp', 'docomo'],
    ['hotmail.co.jp', 'outlook-com'],
  ])('by the mail domain %s', (domain, id) => {
    expect(directory.byDomain(domain)?.id).toBe(id);
  });

  test.each([
    ['smtp.gmail.com', 'gmail'],
    ['SMTP.Office365.com.', 'microsoft365'],
    ['smtp-mail.outlook.com', 'outlook-com'],
    ['sv1234.xserver.jp', 'xserver'],
    ['ybbsmtp.mail.yahoo.co.jp', 'yahoo-bb'],
  ])('by the server %s', (host, id) => {
    expect(directory.byHost(host)?.id).toBe(id);
  });

  test.each([
    ['aspmx.l.google.com', 'gmail'],
    ['ALT1.ASPMX.L.GOOGLE.COM.', 'gmail'],
    ['example-com.mail.protection.outlook.com', 'microsoft365'],
    ['outlook-com.olc.protection.outlook.com', 'outlook-com'],
    ['mta5.am0.yahoodns.net', 'yahoo'],
    ['mx-aol.mail.gm0.yahoodns.net', 'aol'],
    ['mx01.mail.icloud.com', 'icloud'],
    ['sv1234.xserver.jp', 'xserver'],
  ])('by the MX %s', (exchange, id) => {
    expect(directory.byMx(exchange)?.id).toBe(id);
  });

  it('by nothing that only looks alike', () => {
    expect(directory.byDomain('notgmail.com')).toBeNull();
    expect(directory.byDomain('mail.gmail.com')).toBeNull();
    expect(directory.byHost('xserver.jp.example')).toBeNull();
    expect(directory.byMx('evilgoogle.com')).toBeNull();
    expect(directory.byId('nobody')).toBeNull();
    expect(directory.byDomain('')).toBeNull();
  });
});

describe('a provider that gives every customer a server of their own', () => {
  it('has the person’s own server in its routes', () => {
    const hosts = directory.byHost('SV1234.xserver.jp')?.routes.map(({ host }) => host);
    expect(new Set(hosts)).toEqual(new Set(['sv1234.xserver.jp']));
  });

  it('has no route where the own server is not known', () => {
    expect(directory.byId('xserver')?.routes).toEqual([]);
  });
});

describe('providers.json', () => {
  it('has the shape of its schema', () => {
    expect(z.array(provider).safeParse(providersJson).error).toBeUndefined();
  });

  it('loads the rows as they stand', () => {
    expect(rows).toEqual(providersJson);
  });

  it.each(['id', 'domains', 'domainSuffixes', 'hosts', 'hostSuffixes', 'mxSuffixes'] as const)(
    'has every one of its %s once',
    (field) => {
      const names = rows.flatMap((row) => row[field]);
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    },
  );

  it('can find every row by something', () => {
    const lost = rows.filter(
      ({ domains, domainSuffixes, hosts, hostSuffixes, mxSuffixes }) =>
        [domains, domainSuffixes, hosts, hostSuffixes, mxSuffixes].flat().length === 0,
    );
    expect(lost).toEqual([]);
  });

  it('never sends anyone to port 25', () => {
    expect(rows.flatMap(({ routes }) => routes).filter(({ port }) => port === 25)).toEqual([]);
  });

  it('knows the host of every route as one of the provider’s own', () => {
    const strange = rows.flatMap(({ id, hosts, hostSuffixes, routes }) =>
      routes
        .filter(({ host }) => (host === OWN_SERVER ? hostSuffixes.length === 0 : !hosts.includes(host)))
        .map(({ host }) => `${id}: ${host}`),
    );
    expect(strange).toEqual([]);
  });

  it('offers no port 465 at Microsoft 365, which does not have it', () => {
    const routes = directory.byId('microsoft365')?.routes.map(({ port, encryption }) => [port, encryption]);
    expect(routes).toEqual([[587, 'starttls']]);
  });

  it('says how people sign in where a plain password is not enough', () => {
    const traits = (id: string) => directory.byId(id)?.traits;
    expect(traits('microsoft365')).toContain('microsoft365');
    expect(traits('outlook-com')).toContain('oauth-only');
    for (const id of ['gmail', 'icloud', 'yahoo']) expect(traits(id), id).toContain('app-password');
  });

  it('puts forward every known server as the right spelling of a misspelt one', () => {
    expect(directory.knownHosts()).toEqual(expect.arrayContaining(['smtp.gmail.com', 'smtp.ocn.ne.jp']));
  });
});
