import { array, assert, asyncProperty, constantFrom, record } from 'fast-check';
import { isIP } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createGuard } from '../../src/probe/guard.ts';
import { TargetError } from '../../src/probe/target-error.ts';
import type { Zone } from '../lab/dns-server.ts';
import { PERSONALITIES } from '../lab/personalities.ts';
import { ADDRESS, closeLabAfterwards, HOST, LAB_NETWORK, proberFor, reportOf, serve } from '../probe/probing.ts';
import { isPublicAddress } from './public-address.ts';
import { recordingDial } from './recording-dial.ts';
import { ANY_PORT, ANY_V4, ANY_V6, SPELT_ADDRESS } from './spellings.ts';

closeLabAfterwards();

const MAIL_PORTS = [25, 465, 587, 2525];
/** Hundreds of refusals must not wait. */
const limits = { refusal: 1 };
const inTheLab = createGuard([LAB_NETWORK], () => []);

function expectOnlyWhatMayBeDialled(dialled: { ip: string; port: number }[]): void {
  for (const { ip, port } of dialled) {
    expect(isIP(ip), ip).not.toBe(0);
    expect(isPublicAddress(ip) || (ip.startsWith('198.51.100.') && inTheLab(ip)), ip).toBe(true);
    expect(MAIL_PORTS).toContain(port);
  }
}

describe('what is dialled', () => {
  it('is a public address on a mail port, however the target is spelt', async () => {
    const { dial, dialled } = recordingDial();
    const { prober } = await proberFor([], { dial, zone: { 'smtp.public.example': { A: ['8.8.8.8'] } }, limits });
    await assert(
      asyncProperty(SPELT_ADDRESS, async (target) => {
        await reportOf(prober.probe(target)).catch((error: unknown) => expect(error).toBeInstanceOf(TargetError));
        expectOnlyWhatMayBeDialled(dialled);
      }),
      { numRuns: 120, examples: [['https://user:pass@127.0.0.1:25/'], ['8.8.8.8'], ['https://127.0.0.1@8.8.8.8/']] },
    );
    expect(dialled.some(({ ip }) => ip === '8.8.8.8')).toBe(true);
  });

  it('is a public address on a mail port, whatever name servers answer', async () => {
    const { dial, dialled } = recordingDial();
    const zone: Zone = {};
    const { prober } = await proberFor([], { dial, zone, limits });
    let number = 0;
    const answers = record({
      A: array(ANY_V4, { maxLength: 4 }),
      AAAA: array(ANY_V6, { maxLength: 4 }),
      port: ANY_PORT,
      by: constantFrom('name', 'alias', 'mx', 'srv', 'domain'),
    });
    await assert(
      asyncProperty(answers, async ({ A, AAAA, port, by }) => {
        number += 1;
        const name = `n${number}.example`;
        const host = `h${number}.example`;
        zone[host] = { A, AAAA };
        zone[name] =
          by === 'alias'
            ? { CNAME: host }
            : by === 'mx'
              ? { MX: [{ preference: 1, exchange: host }] }
              : by === 'name'
                ? { A, AAAA }
                : {};
        if (by === 'srv') zone[`_submission._tcp.${name}`] = { SRV: [{ port, target: host }] };
        if (by === 'domain') zone[`smtp.${name}`] = { A, AAAA };
        const target = by === 'name' || by === 'alias' ? name : `hanako@${name}`;
        await reportOf(prober.probe(target)).catch((error: unknown) => expect(error).toBeInstanceOf(TargetError));
        expectOnlyWhatMayBeDialled(dialled);
      }),
      { numRuns: 60 },
    );
    expect(dialled.length).toBeGreaterThan(0);
  });

  it('is the address that was checked, also when the name leads elsewhere a moment later', async () => {
    const server = await serve(PERSONALITIES['old-tls']);
    const { dial, dialled } = recordingDial([server]);
    let asked = 0;
    const rebinding = {
      get A() {
        asked += 1;
        return [asked === 1 ? ADDRESS : '169.254.169.254'];
      },
    };
    const { prober } = await proberFor([server], { dial, zone: { [HOST]: rebinding } });
    const report = await reportOf(prober.probe(HOST));
    // The second connection, which tells an outdated server from a broken one, goes to the same address.
    expect(dialled.filter(({ port }) => port === 587)).toHaveLength(2);
    expect(new Set(dialled.map(({ ip }) => ip))).toEqual(new Set([ADDRESS]));
    expect(report.endpoints.map(({ ip }) => ip)).toEqual([ADDRESS, ADDRESS, ADDRESS]);
    expect(asked).toBe(1);
  });

  it('is at most two addresses of a family and two hosts, of however many DNS names', async () => {
    const { dial, dialled } = recordingDial();
    const addresses = Array.from({ length: 1000 }, (_, index) => `8.${index >> 8}.${index & 255}.8`);
    const exchanges = Array.from({ length: 1000 }, (_, index) => ({
      preference: index,
      exchange: `m${index}.example`,
    }));
    const zone: Zone = { [HOST]: { A: addresses }, 'many.example': { MX: exchanges } };
    for (const { exchange } of exchanges) zone[exchange] = { A: addresses.slice(500, 505) };
    const { prober, dns } = await proberFor([], { dial, zone });
    const report = await reportOf(prober.probe(HOST));
    expect(new Set(dialled.map(({ ip }) => ip)).size).toBe(2);
    expect(report.dns.addresses).toHaveLength(10);
    dialled.length = 0;
    const before = dns.asked.length;
    await reportOf(prober.probe('hanako@many.example'));
    expect(new Set(dialled.map(({ ip }) => ip)).size).toBeLessThanOrEqual(4);
    expect(dns.asked.length - before).toBeLessThan(25);
  });
});

describe('the guard', () => {
  it('with a NAT64 prefix allowed lets nobody through it to a private address', () => {
    const guard = createGuard(['64:ff9b::/96'], () => []);
    expect(guard('64:ff9b::8.8.8.8')).toBe(true);
    for (const inner of ['127.0.0.1', '10.0.0.1', '169.254.169.254']) expect(guard(`64:ff9b::${inner}`)).toBe(false);
  });

  it('knows an address that the machine was given after the start, in any spelling', () => {
    const own: string[] = [];
    const guard = createGuard([], () => own);
    expect(guard('2400:4050::1:0:0:7')).toBe(true);
    own.push('2400:4050:0:0:1::7', '8.8.4.4');
    expect(guard('2400:4050::1:0:0:7')).toBe(false);
    expect(guard('8.8.4.4')).toBe(false);
  });

  it.each(['2001:0:7f00:1::1', '2001:0:808:808::f7f7:f7f7', '64:ff9b:1::8.8.8.8', '64:ff9b:1:ffff::1'])(
    'refuses %s, whose inner address may be any',
    (ip) => {
      expect(createGuard([], () => [])(ip)).toBe(false);
    },
  );
});

it('a name in look-alike letters is another name, shown in its ASCII form', async () => {
  const { dial, dialled } = recordingDial();
  const { prober } = await proberFor([], { dial, zone: { 'smtp.google.example': { A: ['8.8.8.8'] } } });
  const report = await reportOf(prober.probe('smtp.gооgle.example'));
  expect(report.dns).toMatchObject({ status: 'nxdomain', host: 'smtp.xn--ggle-55da.example' });
  expect(dialled).toEqual([]);
});

describe('a port', () => {
  it.each([
    '8.8.8.8:22',
    'https://smtp.public.example:443/',
    'smtp.public.example:0',
    '[2001:4860::1]:3306',
    'a@[8.8.8.8]:80',
  ])('outside those of mail is refused before anything is looked up or dialled: %s', async (target) => {
    const { dial, dialled } = recordingDial();
    const { prober, dns } = await proberFor([], { dial, zone: { 'smtp.public.example': { A: ['8.8.8.8'] } } });
    await expect(reportOf(prober.probe(target))).rejects.toMatchObject({ code: 'port-not-mail' });
    expect(dialled).toEqual([]);
    expect(dns.asked).toEqual([]);
  });
});

describe('a user name and password before the host', () => {
  const forms = [
    'https://hanako:geheim@HOST:25/',
    'smtp://hanako:geheim@HOST',
    'smtps://geheim@HOST:465/x',
    'hanako:geheim@HOST',
  ];

  it.each(forms)('of %s are kept nowhere', async (form) => {
    const server = await serve(PERSONALITIES.refusing);
    const { prober } = await proberFor([server], { zone: { [HOST]: { A: [ADDRESS] } } });
    const kept: unknown[] = [];
    for await (const event of prober.probe(form.replace('HOST', HOST))) kept.push(event);
    expect(JSON.stringify(kept)).toContain(HOST);
    expect(JSON.stringify(kept)).not.toContain('geheim');
  });

  it.each([
    ...forms.map((form) => form.replace('HOST', '10.0.0.1')),
    'https://a:geheim@-/',
    'smtp://a:geheim@8.8.8.8:22/',
  ])('are not in the refusal of %s', async (target) => {
    const { prober } = await proberFor([]);
    const error: unknown = await reportOf(prober.probe(target)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TargetError);
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('geheim');
  });
});
