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

describe('the table of providers, counted against the collected sources', () => {
  const ports = ({ routes }: (typeof rows)[number]) =>
    [...new Set(routes.map(({ port }) => port))].toSorted().join('+');
  const count = (wanted: string) => rows.filter((row) => ports(row) === wanted).length;

  it('rests on all 163 files of Mozilla’s table that name an outgoing server', () => {
    const files = rows.flatMap(({ sources }) => sources.join(' ').match(/ispdb\/\S+\.xml/g) ?? []);
    expect(new Set(files).size).toBe(163);
  });

  it('has 187 providers and 215 ways to hand in mail', () => {
    expect(rows).toHaveLength(187);
    expect(rows.flatMap(({ routes }) => routes)).toHaveLength(215);
  });

  it.each([
    ['465', 75],
    ['587', 60],
    ['465+587', 38],
    ['2525', 2],
    // Known by port 25 alone, or without saying how they encrypt.
    ['', 12],
  ])('has as many providers with the ports "%s" as the sources: %i', (wanted, expected) => {
    expect(count(wanted)).toBe(expected);
  });

  it.each([
    ['tls', 116],
    ['starttls', 75],
    ['none', 24],
  ])('has as many ways with the encryption %s: %i', (encryption, expected) => {
    expect(rows.flatMap(({ routes }) => routes).filter((route) => route.encryption === encryption)).toHaveLength(
      expected,
    );
  });

  it.each([
    ['smtp.ocn.ne.jp', '465/tls'],
    ['mail.biglobe.ne.jp', '465/tls'],
    ['smtp.mail.yahoo.co.jp', '465/tls'],
    ['ybbsmtp.mail.yahoo.co.jp', '465/tls'],
    ['smtp.softbank.jp', '465/tls'],
    ['smtp.spmode.ne.jp', '465/tls'],
    ['mail.asahi-net.or.jp', '465/tls 587/none'],
    ['mbox.iijmio-mail.jp', '587/starttls'],
    ['mail.mopera.net', '465/tls 587/starttls'],
    ['smtp.zoho.jp', '465/tls 587/starttls'],
    ['smtp.mail.me.com', '587/starttls'],
    ['smtp.office365.com', '587/starttls'],
    ['sv1234.xserver.jp', '465/tls 587/starttls'],
    ['smtps.janis.or.jp', '465/tls'],
    ['mail.mnet.ne.jp', '587/starttls'],
    ['bay.wind.ne.jp', '587/none'],
    ['mail.inbox.lv', '465/tls'],
    ['pop.bb-niigata.jp', ''],
  ])('knows of %s: %s', (host, expected) => {
    const routes = directory.byHost(host)?.routes.filter((route) => route.host === host) ?? null;
    const known = routes?.map(({ port, encryption }) => `${port}/${encryption}`).toSorted();
    expect(known?.join(' ')).toBe(expected);
  });

  it.each([
    ['inbox.eu', 'mail.inbox.eu'],
    ['mail.ee', 'mail.ee'],
    ['ybb.ne.jp', 'ybbsmtp.mail.yahoo.co.jp'],
    ['verizon.net', 'smtp.aol.com'],
    ['ml.shibata.ne.jp', undefined],
  ])('sends a person of %s to %s', (domain, host) => {
    const known = directory.byDomain(domain);
    expect(known).not.toBeNull();
    expect(known?.routes[0]?.host).toBe(host);
  });

  it('says of how many only third parties tell', () => {
    expect(rows.filter(({ confirmed }) => !confirmed).map(({ id }) => id)).toEqual([
      'au-mail',
      'docomo',
      'goo',
      'heteml',
      'lolipop',
      'muumuu-mail',
      'nifty',
      'plala',
      'sakura',
      'so-net',
    ]);
  });
});
