import { describe, expect, it } from 'vitest';
import type { Zone } from '../lab/dns-server.ts';
import { ADDRESS, closeLabAfterwards, HOST, proberFor, reportOf } from '../probe/probing.ts';
import { runOp25b } from '../packaging/run-op25b.ts';
import { recordingDial } from './recording-dial.ts';

closeLabAfterwards();

/** What the name server of a company knows that strangers should not learn. */
const ZONE: Zone = {
  'there.corp': { A: ['10.0.0.1'] },
  'db.internal': { A: ['10.0.0.2'], AAAA: ['fd00::2'] },
  intranet: { A: ['192.168.1.1'] },
  'leads.example': { A: ['10.0.0.3'] },
  'alias.example': { CNAME: 'there.corp' },
  'mx-there.example': { MX: [{ preference: 1, exchange: 'there.corp' }] },
  'mx-not.example': { MX: [{ preference: 1, exchange: 'not.corp' }] },
  'srv-there.example': {},
  '_submission._tcp.srv-there.example': { SRV: [{ port: 587, target: 'db.internal' }] },
  'srv-not.example': {},
  '_submission._tcp.srv-not.example': { SRV: [{ port: 587, target: 'not.internal' }] },
};

const REFUSED = [
  ['an address that is not public', '10.0.0.1'],
  ['an address where nothing is', '10.99.99.99'],
  ['this machine', '[::1]:587'],
  ['a name that leads inside', 'leads.example'],
  ['an alias that leads inside', 'alias.example'],
  ['a name inside', 'there.corp'],
  ['a name inside that is not there', 'not.corp'],
  ['a domain inside', 'a@db.internal'],
  ['a domain inside that is not there', 'a@not.internal'],
  ['a name without a domain', 'intranet'],
  ['a name without a domain that is not there', 'nothing'],
  ['a name of this network that is not there', 'printer.local'],
  ['a domain whose MX lies inside', 'a@mx-there.example'],
  ['a domain whose MX would lie inside', 'a@mx-not.example'],
  ['a domain whose SRV lies inside', 'a@srv-there.example'],
  ['a domain whose SRV would lie inside', 'a@srv-not.example'],
] as const;

async function refusal(target: string, allowNetworks: string[], limits = { refusal: 20 }) {
  const { dial, dialled } = recordingDial();
  const { prober } = await proberFor([], { dial, zone: ZONE, allowNetworks, limits });
  const events: unknown[] = [];
  const start = performance.now();
  const error = await (async () => {
    for await (const event of prober.probe(target)) events.push(event);
  })().catch((reason: unknown) => reason);
  return { events, error, dialled, ms: performance.now() - start };
}

describe.each([
  ['with no network allowed', []],
  ['with another network allowed', ['198.51.100.0/24']],
])('a refusal %s', (_, allowNetworks) => {
  it.each(REFUSED)('of %s (%s) has the same words as every other, and nothing else', async (_kind, target) => {
    const { events, error, dialled } = await refusal(target, allowNetworks);
    expect(error).toMatchObject({ code: 'target-refused', args: { target } });
    expect(error).toMatchObject({ message: `target-refused: ${JSON.stringify({ target })}` });
    expect(events).toEqual([]);
    expect(dialled).toEqual([]);
  });
});

describe('a refusal', () => {
  it.concurrent.each(REFUSED)('of %s (%s) comes at the same time as every other', async (_kind, target) => {
    const { ms } = await refusal(target, [], { refusal: 900 });
    // Not before; and what a busy machine adds does not reach the next time at which it would come.
    expect(ms).toBeGreaterThan(890);
    expect(ms).toBeLessThan(1700);
  });

  it('asks no name server about names inside', async () => {
    const { prober, dns } = await proberFor([], { zone: ZONE, allowNetworks: [] });
    for (const target of ['there.corp', 'intranet', 'a@db.internal', 'printer.local', 'LOCALHOST.', 'a.home.arpa']) {
      await expect(reportOf(prober.probe(target))).rejects.toMatchObject({ code: 'target-refused' });
    }
    expect(dns.asked).toEqual([]);
  });

  it('names no server inside as the one that was meant', async () => {
    const zone: Zone = { ...ZONE, 'smtp.firm.example': { A: ['10.0.0.9'] } };
    const { prober } = await proberFor([], { zone });
    const report = await reportOf(prober.probe('smpt.firm.example'));
    expect(report.dns).toMatchObject({ status: 'nxdomain', suggestion: null });
  });

  it('in words tells only that the address is not public', () => {
    const [literal, name] = ['10.0.0.1', 'printer.local'].map((target) => {
      const { code, stdout } = runOp25b(['check', target, '--json', '--lang', 'en']);
      expect(code).toBe(2);
      return stdout.replace(target, 'TARGET');
    });
    expect(literal).toContain('TARGET is not a public address, so it is not probed.');
    expect(name).toBe(literal);
  });
});

it('a name inside is probed where the operator allows its network', async () => {
  const { dial, dialled } = recordingDial();
  const zone: Zone = { 'mail.firm.lan': { A: [ADDRESS, '10.0.0.1'] }, [HOST]: { A: [ADDRESS] } };
  const { prober } = await proberFor([], { dial, zone });
  const report = await reportOf(prober.probe('mail.firm.lan'));
  expect(new Set(dialled.map(({ ip }) => ip))).toEqual(new Set([ADDRESS]));
  expect(JSON.stringify(report)).not.toContain('10.0.0.1');
});
