import { assert, domain, emailAddress, ipV4, ipV6, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGuard } from '../../src/probe/guard.ts';
import { readTarget } from '../../src/probe/target.ts';
import { TargetError } from '../../src/probe/target-error.ts';
import { PERSONALITIES } from '../lab/personalities.ts';
import { ADDRESS, closeLabAfterwards, endpoint, HOST, proberFor, reportOf, serve } from './probing.ts';

closeLabAfterwards();

const NOT_PUBLIC = [
  '127.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '192.0.0.8',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '100::1',
  '2001:db8::1',
  '5f00::1',
  '3fff::1',
  '4000::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:8.8.8.8',
  '::127.0.0.1',
  '::ffff:0:127.0.0.1',
  '64:ff9b::10.0.0.1',
  '64:ff9b::8.8.8.8',
  '64:ff9b:1::10.0.0.1',
  '2002:7f00:1::1',
  '2001::1',
];

const PUBLIC = ['8.8.8.8', '1.1.1.1', '172.32.0.1', '203.178.136.1', '2001:4860:4860::8888', '2400:4050::1'];

describe('the guard', () => {
  const guard = createGuard([], () => ['203.0.114.7', '2400:4050::7']);

  it.each(NOT_PUBLIC)('refuses %s', (ip) => {
    expect(guard(ip)).toBe(false);
  });

  it.each(PUBLIC)('lets %s pass', (ip) => {
    expect(guard(ip)).toBe(true);
  });

  it.each(['203.0.114.7', '2400:4050::7'])("refuses this machine's own address %s", (ip) => {
    expect(guard(ip)).toBe(false);
  });

  it.each([
    ['10.0.0.0/8', '10.1.2.3'],
    ['10.0.0.0/8', '::ffff:10.1.2.3'],
    ['10.0.0.0/8', '64:ff9b::10.1.2.3'],
    ['64:ff9b::/96', '64:ff9b::8.8.8.8'],
    ['fd00::/8', 'fd99:2::10'],
    ['203.0.114.0/24', '203.0.114.7'],
  ])('with %s allowed lets %s pass', (network, ip) => {
    expect(createGuard([network], () => ['203.0.114.7'])(ip)).toBe(true);
    expect(createGuard([network], () => [])('192.168.0.1')).toBe(false);
  });
});

describe('a target', () => {
  it.each([
    '',
    ' ',
    '.',
    '@',
    '@example.jp',
    'a b',
    'http://',
    'exa mple.jp',
    '-a.example',
    'a..example',
    '0177.0.0.1',
    '2130706433',
    '127.1',
    '0x7f.1',
    '0x7f000001',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '127.0.0.1.1',
    '[127.0.0.1',
    '[::1',
    'fe80::1%eth0',
    '[fe80::1%25eth0]',
    '１２７．１',
    'example.0x7f',
    '127.0.0.01',
    'smtp.example.jp:',
    'smtp.example.jp:x',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(130)}example`,
    "smtp.example'; DROP TABLE",
    '<script>',
    'smtp.example.jp/../../etc/passwd',
  ])('%j is not understood', (text) => {
    expect(() => readTarget(text)).toThrow(expect.objectContaining({ code: 'target-invalid' }));
  });

  it.each([
    ['192.0.2.1', { kind: 'address', ip: '192.0.2.1', port: null }],
    ['192.0.2.1:587', { kind: 'address', ip: '192.0.2.1', port: 587 }],
    ['１９２．０．２．１', { kind: 'address', ip: '192.0.2.1', port: null }],
    ['2001:db8::1', { kind: 'address', ip: '2001:db8::1', port: null }],
    ['[2001:db8::1]', { kind: 'address', ip: '2001:db8::1', port: null }],
    ['[2001:db8::1]:465', { kind: 'address', ip: '2001:db8::1', port: 465 }],
    ['hanako@example.jp', { kind: 'domain', name: 'example.jp', port: null }],
    ['hanako@[192.0.2.1]', { kind: 'address', ip: '192.0.2.1', port: null }],
    ['smtps://smtp.example.jp:465/', { kind: 'host', name: 'smtp.example.jp', port: 465 }],
    ['mail', { kind: 'host', name: 'mail', port: null }],
  ])('%s is read', (text, target) => {
    expect(readTarget(text)).toEqual(target);
  });

  it('of any text is read or turned down with a typed error, and never becomes an address in another spelling', () => {
    const text = oneof(string({ unit: 'grapheme' }), ipV4(), ipV6(), domain(), emailAddress());
    assert(
      property(text, (written) => {
        try {
          const target = readTarget(written);
          if (target.kind !== 'address') expect(target.name).toMatch(/^(?!.*\.\d+$)[a-z0-9_.-]+$/u);
        } catch (error) {
          expect(error).toBeInstanceOf(TargetError);
        }
      }),
    );
  });
});

describe('an address that is not public', () => {
  it.each(['127.0.0.1', '[::1]', '169.254.169.254', '１２７．０．０．１', '10.0.0.1:587'])(
    '%s is refused without a connection',
    async (target) => {
      const { prober } = await proberFor([]);
      await expect(reportOf(prober.probe(target))).rejects.toMatchObject({ code: 'target-refused' });
    },
  );

  it('is refused also when a public name leads to it', async () => {
    const { prober } = await proberFor([], { zone: { [HOST]: { A: ['10.0.0.1'], AAAA: ['::1'] } } });
    await expect(reportOf(prober.probe(HOST))).rejects.toMatchObject({
      code: 'target-refused',
      args: { target: HOST },
    });
  });

  it.each([
    ['an alias', HOST, { [HOST]: { CNAME: 'inner.example' } }],
    [
      'the MX of a mail address',
      'a@lab.example',
      { 'lab.example': { MX: [{ preference: 1, exchange: 'inner.example' }] } },
    ],
    [
      'the SRV of a mail address',
      'a@lab.example',
      { '_submission._tcp.lab.example': { SRV: [{ port: 587, target: 'inner.example' }] } },
    ],
  ])('is refused also when %s leads to it', async (_, target, zone) => {
    const { prober } = await proberFor([], { zone: { ...zone, 'inner.example': { A: ['192.168.1.1'] } } });
    await expect(reportOf(prober.probe(target))).rejects.toMatchObject({ code: 'target-refused', args: { target } });
  });

  it('is left out beside public ones, and shown as not dialled', async () => {
    const server = await serve(PERSONALITIES.good);
    const { prober } = await proberFor([server], { zone: { [HOST]: { A: ['10.0.0.1', ADDRESS] } } });
    const report = await reportOf(prober.probe(HOST));
    expect(report.findings).toEqual([{ code: 'address-refused', args: {} }]);
    const refused = report.endpoints.filter(({ state }) => state === 'refused-target');
    expect(refused.map(({ ip, port }) => [ip, port])).toEqual([
      ['10.0.0.1', 25],
      ['10.0.0.1', 465],
      ['10.0.0.1', 587],
    ]);
    expect(endpoint(report, 587)).toMatchObject({ ip: ADDRESS, state: 'open' });
  });
});
