import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { PERSONALITIES } from '../lab/personalities.ts';
import { labDial } from '../lab/mail-server.ts';
import { SILENT_PORTS_WORK } from '../lab/silent-port.ts';
import { ADDRESS, closeLabAfterwards, dns, HOST, probe, proberFor, reportOf, serve, SHORT } from './probing.ts';
import { createResolver } from '../../src/probe/resolver.ts';

closeLabAfterwards();

const V6 = '2001:db8::10';
const BOTH = { [HOST]: { A: [ADDRESS], AAAA: [V6] } };
const NETWORKS = ['198.51.100.0/24', '2001:db8::/32'];

describe('routes', () => {
  it('are best first: STARTTLS on 587, then TLS on 465, and never port 25', async () => {
    const { report } = await probe(PERSONALITIES.good);
    expect(report.routes).toEqual([
      { host: HOST, port: 587, encryption: 'starttls', auth: ['PLAIN', 'LOGIN'], usable: true },
      { host: HOST, port: 465, encryption: 'tls', auth: ['PLAIN', 'LOGIN'], usable: true },
    ]);
  });

  it('that work come before those that do not', async () => {
    const { report } = await probe({ ...PERSONALITIES.good, 587: PERSONALITIES['no-starttls'][587] });
    expect(report.routes.map(({ port, encryption, usable }) => [port, encryption, usable])).toEqual([
      [465, 'tls', true],
      [587, 'none', false],
    ]);
  });

  it.each(['expired', 'self-signed', 'untrusted', 'wrong-name', 'no-auth', 'starttls-then-stall', 'old-tls'] as const)(
    'of a server that is %s are not usable',
    async (name) => {
      const { report } = await probe(PERSONALITIES[name], undefined, SHORT);
      expect(report.routes.length).toBeGreaterThan(0);
      expect(report.routes.filter(({ usable }) => usable)).toEqual([]);
    },
  );
});

describe('both families', () => {
  it('are probed each on its own', async () => {
    const servers = [await serve(PERSONALITIES.good), await serve(PERSONALITIES.good, { address: V6 })];
    const { prober } = await proberFor(servers, { zone: BOTH, allowNetworks: NETWORKS });
    const report = await reportOf(prober.probe(HOST));
    expect(report.endpoints.map(({ ip, family, port, state }) => [ip, family, port, state])).toEqual(
      (
        [
          [ADDRESS, 4],
          [V6, 6],
        ] as const
      ).flatMap(([ip, family]) => [25, 465, 587].map((port) => [ip, family, port, 'open'])),
    );
    expect(report.findings).toEqual([]);
  });

  it('that differ are a finding', async () => {
    const servers = [await serve(PERSONALITIES.good), await serve(PERSONALITIES['25-only'], { address: V6 })];
    const { prober } = await proberFor(servers, { zone: BOTH, allowNetworks: NETWORKS });
    const report = await reportOf(prober.probe(HOST));
    expect(report.findings).toEqual(
      [465, 587].map((port) => ({
        code: 'family-differs',
        args: { host: HOST, port, ipv4: 'open', ipv6: 'refused' },
      })),
    );
  });

  it('are limited to two addresses each', async () => {
    const server = await serve(PERSONALITIES.good);
    const zone = { [HOST]: { A: ['198.51.100.1', '198.51.100.2', '198.51.100.3', '198.51.100.4'] } };
    const { prober } = await proberFor([server], { zone });
    const report = await reportOf(prober.probe(HOST));
    expect(new Set(report.endpoints.map(({ ip }) => ip)).size).toBe(2);
  });
});

describe('calibration', () => {
  const CALIBRATION = '198.51.100.77';

  it('is unknown without hosts that are known to answer', async () => {
    const { report } = await probe(PERSONALITIES.good);
    expect(report.vantage).toEqual({ id: 'bot', port25: 'unknown', port465: 'unknown', port587: 'unknown' });
  });

  it('tells which ports this network can use', async () => {
    const known = await serve(PERSONALITIES['587-only'], { address: CALIBRATION, name: 'known.example' });
    const { prober } = await proberFor([known], {
      calibration: [
        { host: CALIBRATION, port: 25 },
        { host: CALIBRATION, port: 587 },
      ],
    });
    expect((await reportOf(prober.probe(HOST))).vantage).toMatchObject({
      port25: 'blocked',
      port465: 'unknown',
      port587: 'open',
    });
  });

  it('takes names, and remembers its result for ten minutes', async () => {
    const known = await serve(PERSONALITIES.good, { address: CALIBRATION, name: 'known.example' });
    let now = 0;
    const { prober } = await proberFor([known], {
      zone: { [HOST]: { A: [ADDRESS] }, 'known.example': { A: [CALIBRATION] } },
      calibration: [{ host: 'known.example', port: 25 }],
      now: () => now,
    });
    for (const minutes of [0, 9, 9.5]) {
      now = minutes * 60_000;
      expect((await reportOf(prober.probe(HOST))).vantage.port25).toBe('open');
    }
    expect(known.connections(25).all).toBe(1);
    now = 10.5 * 60_000;
    await reportOf(prober.probe(HOST));
    expect(known.connections(25).all).toBe(2);
  });

  it.skipIf(!SILENT_PORTS_WORK)('calls a port blocked that is silent at every known host', async () => {
    const known = await serve(PERSONALITIES['25-silent'], { address: CALIBRATION, name: 'known.example' });
    const { prober } = await proberFor([known], {
      calibration: [
        { host: CALIBRATION, port: 25 },
        { host: CALIBRATION, port: 587 },
      ],
      limits: { ...SHORT, silence: 200 },
    });
    expect((await reportOf(prober.probe(HOST))).vantage).toMatchObject({ port25: 'blocked', port587: 'open' });
  });

  it('that one reader began and left is not spoilt for another who needs it', async () => {
    const known = await serve(PERSONALITIES.good, { address: CALIBRATION, name: 'known.example' });
    const toKnown = labDial([known]);
    // Slow enough for both to wait for it.
    const dial = (ip: string, port: number): Socket => {
      if (ip !== CALIBRATION) return toKnown(ip, port);
      const socket = new Socket();
      setTimeout(() => !socket.destroyed && socket.connect({ port: 0, ...known.place(25) }), 200);
      return socket;
    };
    const { prober } = await proberFor([], { dial, calibration: [{ host: CALIBRATION, port: 25 }] });
    const controller = new AbortController();
    const leaving = reportOf(prober.probe('198.51.100.1', { signal: controller.signal }));
    const staying = reportOf(prober.probe('198.51.100.2'));
    controller.abort(new Error('enough'));
    await expect(leaving).rejects.toThrow('enough');
    expect((await staying).vantage.port25).toBe('open');
  });

  it('does not dial hosts that are not public, unless they are allowed', async () => {
    const { prober } = await proberFor([], { calibration: [{ host: '127.0.0.1', port: 25 }] });
    expect((await reportOf(prober.probe(HOST))).vantage.port25).toBe('unknown');
  });
});

describe('the resolver of the system', () => {
  it('falls back to what this machine knows by itself, such as /etc/hosts', async () => {
    const resolver = createResolver({ server: null });
    const found = await resolver.addresses('localhost', 4, new AbortController().signal);
    expect(found).toEqual({ status: 'ok', records: ['127.0.0.1'] });
  });

  it('does not when a server is named', async () => {
    const names = await dns({});
    const resolver = createResolver({ server: names.server });
    expect(await resolver.addresses('unknown.example', 4, new AbortController().signal)).toEqual({
      status: 'no-such-name',
    });
  });
});
