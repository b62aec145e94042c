import { describe, expect, it, test } from 'vitest';
import { providerOf } from '../../src/diagnosis/evidence.ts';
import { NO_FACTS } from '../../src/diagnosis/facts.ts';
import type { ProbeReport } from '../../src/diagnosis/probe-report.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { loadProviders } from '../../src/knowledge/load-providers.ts';
import { createProviderDirectory } from '../../src/knowledge/provider-directory.ts';
import type { ProviderDirectory } from '../../src/probe/provider-directory.ts';
import type { Zone } from '../lab/dns-server.ts';
import { PERSONALITIES } from '../lab/personalities.ts';
import { ADDRESS, closeLabAfterwards, codes, HOST, NOBODY, proberFor, reportOf, serve } from './probing.ts';

closeLabAfterwards();

const DOMAIN = 'lab.example';
const PROVIDER: ProviderDirectory = {
  byDomain: (domain) => (domain === 'known.example' ? provider : null),
  byHost: (host) => (host === HOST ? provider : null),
  byMx: (exchange) => (exchange.endsWith('.mx-of-known.example') ? provider : null),
  knownHosts: () => [HOST, 'smtp.other.example'],
};
const provider = { id: 'known', routes: [{ host: HOST, port: 587 as const, encryption: 'starttls' as const }] };

async function find(target: string, zone: Zone, providers = NOBODY): Promise<ProbeReport> {
  const server = await serve(PERSONALITIES.good);
  const { prober } = await proberFor([server], { zone, providers, limits: { dns: 1000 } });
  return reportOf(prober.probe(target));
}

describe('the submission host of a mail address', () => {
  it('is the one that SRV records announce', async () => {
    const report = await find(`hanako@${DOMAIN}`, {
      [`_submission._tcp.${DOMAIN}`]: { SRV: [{ port: 587, target: HOST }] },
      [`mail.${DOMAIN}`]: { A: ['198.51.100.99'] },
      [HOST]: { A: [ADDRESS] },
    });
    expect(report.dns).toMatchObject({ method: 'srv', host: HOST, addresses: [ADDRESS] });
    expect(report.findings).toEqual([{ code: 'discovered-by-srv', args: { host: HOST } }]);
    expect(report.routes[0]).toMatchObject({ host: HOST, port: 587, usable: true });
  });

  it('is not one that SRV announces as absent, or on a port that is not for mail', async () => {
    const report = await find(`hanako@${DOMAIN}`, {
      [`_submissions._tcp.${DOMAIN}`]: { SRV: [{ port: 0, target: '.' }] },
      [`_submission._tcp.${DOMAIN}`]: { SRV: [{ port: 22, target: HOST }] },
      [`mail.${DOMAIN}`]: { A: [ADDRESS] },
    });
    expect(report.dns).toMatchObject({ method: 'usual-name', host: `mail.${DOMAIN}` });
  });

  it("is its provider's, by the domain", async () => {
    const zone = { 'known.example': { A: ['198.51.100.99'] }, [HOST]: { A: [ADDRESS] } };
    const report = await find('taro@known.example', zone, PROVIDER);
    expect(report.dns).toMatchObject({ method: 'provider', provider: 'known', host: HOST });
    expect(codes(report)).toEqual(['discovered-by-provider']);
  });

  it.each([
    ['the SRV records of the domain', false, 'srv'],
    ["the desk's row, where the domain is the desk's own", true, 'provider'],
  ])('is told by %s first', async (_, ofTheDesk, method) => {
    const zone = {
      '_submission._tcp.known.example': { SRV: [{ port: 587, target: 'other.lab.example' }] },
      'other.lab.example': { A: [ADDRESS] },
      [HOST]: { A: [ADDRESS] },
    };
    const byDomain = () => ({ ...provider, ofTheDesk });
    const report = await find('taro@known.example', zone, { ...PROVIDER, byDomain });
    expect(report.dns).toMatchObject({ method, host: ofTheDesk ? HOST : 'other.lab.example' });
  });

  it("is its provider's, by the MX", async () => {
    const zone = {
      'own.example': { MX: [{ preference: 10, exchange: 'a.mx-of-known.example' }] },
      [HOST]: { A: [ADDRESS] },
    };
    const report = await find('taro@own.example', zone, PROVIDER);
    expect(report.dns).toMatchObject({ method: 'mx-provider', provider: 'known', mx: ['a.mx-of-known.example'] });
    expect(report.findings).toEqual([{ code: 'discovered-by-mx-provider', args: { provider: 'known', host: HOST } }]);
  });

  it('is the MX host in the domain itself, and the usual name besides where that is another machine', async () => {
    const report = await find(`hanako@${DOMAIN}`, {
      [DOMAIN]: { MX: [{ preference: 10, exchange: `mx1.${DOMAIN}` }] },
      [`mx1.${DOMAIN}`]: { A: ['198.51.100.20'] },
      [HOST]: { A: [ADDRESS] },
      [`mail.${DOMAIN}`]: { A: [ADDRESS] },
    });
    expect(report.dns).toMatchObject({ method: 'mx', host: `mx1.${DOMAIN}` });
    expect(report.findings).toEqual([
      { code: 'discovered-by-mx', args: { host: `mx1.${DOMAIN}` } },
      { code: 'discovered-by-usual-name', args: { host: HOST } },
    ]);
    expect(report.routes[0]).toMatchObject({ host: HOST, usable: true });
  });

  it('is nobody where the domain takes no mail and has no host of a usual name', async () => {
    const report = await find(`hanako@${DOMAIN}`, { [DOMAIN]: { MX: [{ preference: 0, exchange: '.' }] } });
    expect(report.dns).toMatchObject({ status: 'no-address', host: DOMAIN, mx: [] });
    expect(report.findings).toEqual([{ code: 'no-address', args: { host: DOMAIN } }]);
    expect(report.endpoints).toEqual([]);
  });

  it('of a misspelt domain is nobody; the domain that was meant is suggested', async () => {
    const report = await find('hanako@ohter.example', { example: {} }, PROVIDER);
    expect(report.dns).toMatchObject({ status: 'nxdomain', suggestion: 'other.example' });
  });
});

describe("a person's own domain, by the table that ships", () => {
  const table = createProviderDirectory(loadProviders());
  const own = 'example.co.jp';
  const web = '198.51.100.80';

  test.each([
    ['Google Workspace', ['aspmx.l.google.com', 'alt1.aspmx.l.google.com'], 'gmail', 'smtp.gmail.com'],
    ['Microsoft 365', ['example-co-jp.mail.protection.outlook.com'], 'microsoft365', 'smtp.office365.com'],
    ['さくら', ['www1234.sakura.ne.jp'], 'sakura', 'www1234.sakura.ne.jp'],
    ['Xserver', ['sv1234.xserver.jp'], 'xserver', 'sv1234.xserver.jp'],
    ['a provider whose server takes in mail as well', ['smtp.heteml.jp'], 'heteml', 'smtp.heteml.jp'],
    ['one behind a filter of its own', [`filter.${own}`, 'aspmx.l.google.com'], 'gmail', 'smtp.gmail.com'],
  ])('is at %s', async (_, exchanges, id, host) => {
    const MX = exchanges.map((exchange, n) => ({ preference: (n + 1) * 10, exchange }));
    const report = await find(`taro@${own}`, { [own]: { A: [web], MX }, [host]: { A: [ADDRESS] } }, table);
    expect(report.dns).toMatchObject({ method: 'mx-provider', provider: id, host, mx: exchanges });
    const { diagnosis } = loadKnowledge().engine;
    expect(providerOf(NO_FACTS, report, diagnosis)?.routes[0]?.host).toBe(host);
  });

  it('is told with the server that its SRV records announce', async () => {
    const zone: Zone = {
      [own]: { MX: [{ preference: 1, exchange: 'aspmx.l.google.com' }] },
      [`_submission._tcp.${own}`]: { SRV: [{ port: 587, target: HOST }] },
      [HOST]: { A: [ADDRESS] },
    };
    expect((await find(`taro@${own}`, zone, table)).dns).toMatchObject({
      method: 'srv',
      provider: 'gmail',
      host: HOST,
    });
  });

  it('suggests its provider’s server for a server that is gone', async () => {
    const zone: Zone = { [own]: { MX: [{ preference: 1, exchange: 'aspmx.l.google.com' }] } };
    expect((await find(`mx-out.${own}`, zone, table)).dns).toMatchObject({
      status: 'nxdomain',
      suggestion: 'smtp.gmail.com',
    });
  });

  it('is nobody’s where it takes no mail (RFC 7505)', async () => {
    const zone: Zone = { [own]: { MX: [{ preference: 0, exchange: '.' }] }, [`mail.${own}`]: { A: [ADDRESS] } };
    const report = await find(`taro@${own}`, zone, table);
    expect(report.dns).toMatchObject({ method: 'usual-name', provider: null, mx: [] });
  });
});

describe('a host name', () => {
  it('with addresses is used as given', async () => {
    const report = await find(HOST, { [HOST]: { A: [ADDRESS] } }, PROVIDER);
    expect(report.dns).toMatchObject({ method: 'given', provider: 'known', host: HOST });
    expect(report.findings).toEqual([]);
  });

  it.each([
    [`${HOST}.`],
    [HOST.toUpperCase()],
    ['ｓｍｔｐ．ｌａｂ．ｅｘａｍｐｌｅ'],
    [`smtp://${HOST}:587`],
    [`${HOST}:465`],
    ['smtp。lab。example'],
  ])('is understood as %s', async (written) => {
    expect((await find(written, { [HOST]: { A: [ADDRESS] } })).dns).toMatchObject({ status: 'ok', host: HOST });
  });

  it('in another script is looked up in its ASCII form', async () => {
    const report = await find('メール.例え.example', { 'xn--4dkua4c.xn--r8jz45g.example': { A: [ADDRESS] } });
    expect(report.dns.status).toBe('ok');
    expect(report.server).toBe('メール.例え.example');
  });

  it('that is an alias is followed', async () => {
    const report = await find(HOST, { [HOST]: { CNAME: 'real.lab.example' }, 'real.lab.example': { A: [ADDRESS] } });
    expect(report.dns.addresses).toEqual([ADDRESS]);
  });

  it('of an alias that leads to itself has no address, or none that can be found', async () => {
    const report = await find(HOST, { [HOST]: { CNAME: HOST } });
    expect(report.endpoints).toEqual([]);
    expect(report.dns.status).not.toBe('ok');
  });

  it('that is rather a domain is taken as one when SRV records say so', async () => {
    const report = await find(DOMAIN, {
      [DOMAIN]: { A: ['198.51.100.99'] },
      [`_submissions._tcp.${DOMAIN}`]: { SRV: [{ port: 465, target: HOST }] },
      [HOST]: { A: [ADDRESS] },
    });
    expect(report.dns).toMatchObject({ method: 'srv', host: HOST });
  });

  it('that is a domain with a web site is taken as one when its mail goes to another host', async () => {
    const zone: Zone = {
      [DOMAIN]: { A: ['198.51.100.80'], MX: [{ preference: 10, exchange: HOST }] },
      [HOST]: { A: [ADDRESS] },
    };
    const report = await find(DOMAIN, zone);
    expect(report.dns).toMatchObject({ method: 'mx', host: HOST, addresses: [ADDRESS] });
  });

  it('that is a domain whose mail goes to the very host is used as given', async () => {
    const report = await find(DOMAIN, { [DOMAIN]: { A: [ADDRESS], MX: [{ preference: 10, exchange: DOMAIN }] } });
    expect(report.dns).toMatchObject({ method: 'given', host: DOMAIN });
  });

  it('without addresses is taken as a domain', async () => {
    const report = await find(DOMAIN, { [`mail.${DOMAIN}`]: { A: [ADDRESS] } });
    expect(report.dns).toMatchObject({ method: 'usual-name', host: `mail.${DOMAIN}` });
    expect(report.findings).toEqual([{ code: 'discovered-by-usual-name', args: { host: `mail.${DOMAIN}` } }]);
  });

  it('that does not exist gets the nearest known host as a suggestion', async () => {
    const report = await find('smtp.ohter.example', { example: {} }, PROVIDER);
    expect(report.dns).toMatchObject({ status: 'nxdomain', suggestion: 'smtp.other.example' });
    expect(report.findings).toEqual([
      { code: 'name-not-found', args: { host: 'smtp.ohter.example', suggestion: 'smtp.other.example' } },
    ]);
  });

  it("that does not exist gets its domain's own usual name as a suggestion, if there is one", async () => {
    const report = await find(`smpt.${DOMAIN}`, { [HOST]: { A: [ADDRESS] } });
    expect(report.dns.suggestion).toBe(HOST);
  });

  it('that is a known host itself gets no other as a suggestion', async () => {
    const twins = { ...PROVIDER, knownHosts: () => [HOST, 'smpt.lab.example'] };
    const report = await find(HOST, { 'smpt.lab.example': { A: [ADDRESS] } }, twins);
    expect(report.dns).toMatchObject({ status: 'nxdomain', suggestion: null });
  });

  it('that is far from any known one gets no suggestion', async () => {
    const report = await find('mail.nothing-like-it.example', { example: {} }, PROVIDER);
    expect(report.findings).toEqual([{ code: 'name-not-found', args: { host: 'mail.nothing-like-it.example' } }]);
  });
});

describe('records that are very many, or harmful', () => {
  const many = Array.from({ length: 1000 }, (_, n) => n);

  it('of addresses: two are probed', async () => {
    const A = many.map((n) => `198.51.100.${n % 250}`);
    const report = await find(HOST, { [HOST]: { A } });
    expect(report.dns.addresses).toHaveLength(10);
    expect(report.endpoints.map(({ port }) => port)).toEqual([25, 465, 587, 25, 465, 587]);
  });

  it('of harmful letters: the report shows none of them', async () => {
    const MX = [{ preference: 1, exchange: '\u001B[31m\u202Eevil.elsewhere.example' }];
    const report = await find(`hanako@${DOMAIN}`, { [DOMAIN]: { MX } });
    expect(report.dns.mx.join('')).toContain('evil');
    expect(JSON.stringify(report.dns)).not.toMatch(/[\p{Cc}\p{Cf}]|\\u001b/u);
  });

  it('of MX hosts: five count', async () => {
    const MX = many.map((n) => ({ preference: n, exchange: `mx${n}.elsewhere.example` }));
    const report = await find(`hanako@${DOMAIN}`, { [DOMAIN]: { MX } });
    expect(report.dns).toMatchObject({ status: 'no-address', mx: MX.slice(0, 5).map(({ exchange }) => exchange) });
  });
});

describe('a resolver', () => {
  it.each([
    ['says nothing', { silent: true }],
    ['says that it cannot', { broken: true }],
  ] as const)('that %s is told, within the limit', async (_, entry) => {
    const report = await find(HOST, { [HOST]: entry });
    expect(report.dns.status).toBe('failed');
    expect(report.findings).toEqual([{ code: 'dns-failed', args: { host: HOST } }]);
  });

  it('that says nothing of a known domain leaves the server of the table to go on with', async () => {
    const report = await find('taro@known.example', { 'known.example': { broken: true } }, PROVIDER);
    expect(report.dns).toMatchObject({ status: 'failed', host: HOST, provider: 'known' });
  });
});

describe('a resolver that knows nothing of the internet', () => {
  const table = createProviderDirectory(loadProviders());
  const offline: Zone = { 'intranet.example': { A: ['198.51.100.99'] } };
  const denied = 'smtp.gmail.com';

  it.each([denied, 'hanako@gmail.com', 'gmail.com'])('is not believed when it denies %s', async (target) => {
    const report = await find(target, offline, table);
    expect(report.dns).toMatchObject({ status: 'failed', suggestion: null, host: denied, provider: 'gmail' });
    expect(report.findings).toEqual([{ code: 'dns-knows-nothing', args: { host: denied } }]);
  });

  it('is believed about names that nobody knows', async () => {
    const report = await find('smtp.nobody-knows.example', offline, table);
    expect(report.dns.status).toBe('nxdomain');
  });

  it('is believed when it knows the servers of others', async () => {
    const others = Object.fromEntries(table.knownHosts().map((host) => [host, { A: [ADDRESS] }]));
    delete others[denied];
    const report = await find(denied, others, table);
    expect(report.dns.status).toBe('nxdomain');
  });
});

describe('a port with the host', () => {
  it('is probed besides the usual three when it is 2525', async () => {
    const report = await find(`${HOST}:2525`, { [HOST]: { A: [ADDRESS] } });
    expect(report.endpoints.map(({ port }) => port)).toEqual([25, 465, 587, 2525]);
  });

  it('that is no mail port is not accepted', async () => {
    await expect(find(`${HOST}:22`, {})).rejects.toMatchObject({ code: 'port-not-mail', args: { port: 22 } });
  });
});
