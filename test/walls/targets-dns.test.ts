import { afterAll, describe, expect, it } from 'vitest';
import { createResolver } from '../../src/probe/resolver.ts';
import type { Zone } from '../lab/dns-server.ts';
import { PERSONALITIES } from '../lab/personalities.ts';
import { ADDRESS, closeLabAfterwards, HOST, proberFor, reportOf, serve } from '../probe/probing.ts';
import { startHostileDns, type DnsFault } from './hostile-dns.ts';
import { recordingDial } from './recording-dial.ts';

closeLabAfterwards();

const servers: { close(): void }[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

async function probeBehind(fault: DnsFault) {
  const dns = await startHostileDns(fault, ADDRESS);
  servers.push(dns);
  const mail = await serve(PERSONALITIES['587-only']);
  const { dial, dialled } = recordingDial([mail]);
  const { prober } = await proberFor([mail], {
    dial,
    resolver: createResolver({ server: dns.server }),
    limits: { dns: 400 },
  });
  const start = performance.now();
  const report = await reportOf(prober.probe(HOST, { ports: [587] }));
  return { report, dialled, ms: performance.now() - start };
}

describe.concurrent('a name server that', () => {
  it.each([
    ['never answers', 'silent'],
    ['sends no DNS', 'garbage'],
    ['answers another question than ours', 'stranger'],
    ['says "ask over TCP" and then nothing', 'tcp-silent'],
    ['says "ask over TCP" and refuses it', 'tcp-refused'],
    ['sends its answer a byte at a time', 'tcp-drip'],
    ['sends without end', 'tcp-endless'],
  ] as const)('%s ends the look-up in its time, told as such, and nothing is dialled', async (_, fault) => {
    const { report, dialled, ms } = await probeBehind(fault);
    expect(report.dns.status).toBe('failed');
    expect(report.findings).toEqual([{ code: 'dns-failed', args: { host: HOST } }]);
    expect(dialled).toEqual([]);
    // Three questions one after the other at the most, and what a busy machine adds.
    expect(ms).toBeLessThan(4000);
  });

  it('puts 60 KB of other records beside the answer is understood all the same', async () => {
    const { report, dialled } = await probeBehind('tcp-huge');
    expect(report.dns.addresses).toEqual([ADDRESS]);
    expect(dialled).toEqual([{ ip: ADDRESS, port: 587 }]);
  });
});

/** `n0.example` → `n1.example` → … */
function chainOf(length: number, end: Zone[string]): Zone {
  const zone: Zone = { [`n${length}.example`]: end };
  for (let index = 0; index < length; index += 1) zone[`n${index}.example`] = { CNAME: `n${index + 1}.example` };
  return zone;
}

async function probeZone(target: string, zone: Zone) {
  const { dial, dialled } = recordingDial();
  const { prober, dns } = await proberFor([], { dial, zone });
  const outcome = await reportOf(prober.probe(target)).then(
    (report) => ({ report, code: null }),
    (error: unknown) => ({ report: null, code: error instanceof Error && 'code' in error ? error.code : error }),
  );
  return { ...outcome, dialled, asked: dns.asked };
}

describe('an alias', () => {
  it('is followed over twenty others, and what stands at its end is checked', async () => {
    const good = await probeZone('n0.example', chainOf(20, { A: [ADDRESS] }));
    expect(new Set(good.dialled.map(({ ip }) => ip))).toEqual(new Set([ADDRESS]));
    const bad = await probeZone('n0.example', chainOf(20, { A: ['127.0.0.1'], AAAA: ['::1'] }));
    expect(bad).toMatchObject({ code: 'target-refused', dialled: [] });
  });

  it.each([
    ['to itself', { 'n0.example': { CNAME: 'n0.example' } }],
    ['in a circle', { 'n0.example': { CNAME: 'n1.example' }, 'n1.example': { CNAME: 'n0.example' } }],
  ])('%s leads nowhere, in few questions', async (_, zone) => {
    const { report, dialled, asked } = await probeZone('n0.example', zone);
    expect(report?.dns.status).not.toBe('ok');
    expect(dialled).toEqual([]);
    expect(asked.length).toBeLessThan(20);
  });
});

describe('records of a mail domain', () => {
  it.each([
    ['MX', { 'lab.example': { MX: [{ preference: 1, exchange: 'localhost' }] } }],
    ['MX', { 'lab.example': { MX: [{ preference: 1, exchange: 'db.internal' }] } }],
    ['MX', { 'lab.example': { MX: [{ preference: 1, exchange: '127.0.0.1' }] } }],
    ['SRV', { '_submission._tcp.lab.example': { SRV: [{ port: 587, target: 'db.internal' }] } }],
  ])('that lead inside (%s, %j) are not followed', async (_, zone) => {
    const inner: Zone = { localhost: { A: ['127.0.0.1'] }, 'db.internal': { A: ['10.0.0.1'] } };
    const { dialled, report } = await probeZone('a@lab.example', { ...zone, ...inner });
    expect(dialled).toEqual([]);
    expect(report?.endpoints ?? []).toEqual([]);
  });

  it('that lead inside besides are left out, which is told', async () => {
    const zone: Zone = {
      'lab.example': { MX: [{ preference: 1, exchange: 'db.internal' }] },
      'db.internal': { A: ['10.0.0.1'] },
      'smtp.lab.example': { A: [ADDRESS] },
    };
    const { dial, dialled } = recordingDial();
    const { prober } = await proberFor([], { dial, zone, allowNetworks: [] });
    await expect(reportOf(prober.probe('a@lab.example'))).rejects.toMatchObject({ code: 'target-refused' });
    zone['smtp.lab.example'] = { A: ['8.8.8.8'] };
    const report = await reportOf(
      (await proberFor([], { dial, zone, allowNetworks: [] })).prober.probe('a@lab.example'),
    );
    expect(new Set(dialled.map(({ ip }) => ip))).toEqual(new Set(['8.8.8.8']));
    expect(report.findings.map(({ code }) => code)).toContain('address-refused');
    expect(JSON.stringify(report)).not.toContain('10.0.0.1');
  });

  it.each([22, 80, 0, 65_535])('are passed over where SRV names port %i', async (port) => {
    const zone: Zone = {
      '_submission._tcp.lab.example': { SRV: [{ port, target: 'srv.lab.example' }] },
      'srv.lab.example': { A: ['198.51.100.66'] },
      'smtp.lab.example': { A: [ADDRESS] },
    };
    const { dialled } = await probeZone('a@lab.example', zone);
    expect(new Set(dialled.map(({ ip }) => ip))).toEqual(new Set([ADDRESS]));
    expect(new Set(dialled.map((each) => each.port))).toEqual(new Set([25, 465, 587]));
  });

  it('that say "no mail here" (null MX, SRV to the root) lead nowhere', async () => {
    const { dialled, report } = await probeZone('a@lab.example', {
      'lab.example': { MX: [{ preference: 0, exchange: '.' }], A: ['198.51.100.66'] },
      '_submissions._tcp.lab.example': { SRV: [{ port: 0, target: '.' }] },
      '_submission._tcp.lab.example': { SRV: [{ port: 587, target: '.' }] },
    });
    expect(dialled).toEqual([]);
    expect(report?.dns).toMatchObject({ status: 'no-address', mx: [] });
  });
});
