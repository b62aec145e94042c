import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admissionWith } from '../../src/host/admission.ts';
import { limitsOf } from '../../src/host/limits.ts';
import { SILENT_OBSERVER } from '../../src/host/observer.ts';
import { openSqliteJournal } from '../../src/journal/sqlite/sqlite-journal.ts';
import type { Journal } from '../../src/journal/journal.ts';
import { TargetError } from '../../src/probe/target-error.ts';
import type { Zone } from '../lab/dns-server.ts';
import { goodReport } from '../conversation/reports.ts';
import { LabClock, LabHost } from '../host/lab-host.ts';
import { closeLabAfterwards, proberFor, reportOf } from '../probe/probing.ts';
import { recordingDial } from './recording-dial.ts';

closeLabAfterwards();

const HOUR = 3_600_000;
const folder = mkdtempSync(join(tmpdir(), 'op25b-weapon-'));
let clock: LabClock;
let journal: Journal;
let limited: string[];
let number = 0;

beforeEach(async () => {
  clock = new LabClock();
  limited = [];
  number += 1;
  journal = await openSqliteJournal({
    folder: join(folder, String(number)),
    role: 'serve',
    clock: clock.read,
    onError: console.error,
  });
});
afterEach(async () => {
  await journal.close();
  rmSync(join(folder, String(number)), { recursive: true });
});

/** A prober whose probes the journal admits; every address is closed, so a probe is over at once. */
async function admitted(settings: Parameters<typeof limitsOf>[0], zone: Zone = {}) {
  const { dial, dialled } = recordingDial();
  const observer = { ...SILENT_OBSERVER, limited: (limit: string) => void limited.push(limit) };
  const admit = admissionWith({ journal, limits: limitsOf(settings), observer, clock: clock.read });
  const { prober } = await proberFor([], { dial, zone, admit, allowNetworks: ['198.51.100.0/24', '2001:db8::/32'] });
  const probe = (target: string) =>
    reportOf(prober.probe(target)).then(
      () => 'probed',
      (error: unknown) => (error instanceof TargetError ? error.code : String(error)),
    );
  return { probe, prober, dialled, addresses: () => new Set(dialled.map(({ ip }) => ip)) };
}

async function each<T, R>(list: T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const one of list) results.push(await work(one));
  return results;
}

describe('a block of addresses cannot be swept:', () => {
  it.each([
    ['a /24 of IPv4', (index: number) => `198.51.100.${index + 1}`, '8.8.8.8'],
    ['a /48 of IPv6', (index: number) => `2001:db8:1:${index.toString(16)}::1`, '2001:db8:2::1'],
  ])('%s by literals', async (_, address, elsewhere) => {
    const { probe, prober, addresses } = await admitted({ blockPerHour: 5 });
    const results = await each(
      Array.from({ length: 12 }, (_one, index) => address(index)),
      probe,
    );
    expect(results).toEqual([...Array(5).fill('probed'), ...Array(7).fill('network-limited')]);
    expect(addresses().size).toBe(5);
    expect(new Set(limited)).toEqual(new Set(['block']));
    expect(await probe(elsewhere)).toBe('probed');
    // Whoever was counted may be probed again; the others wait for their share of the hour.
    const again = reportOf(prober.probe(`${address(0).includes(':') ? `[${address(0)}]` : address(0)}:587`));
    await expect(again).resolves.toBeDefined();
    expect(await probe(`a@[${address(5)}]`)).toBe('network-limited');
    clock.now += HOUR / 5;
    expect(await each([address(20), address(21)], probe)).toEqual(['probed', 'network-limited']);
  });

  it('nor by names that lead into it', async () => {
    const zone: Zone = {};
    for (let index = 0; index < 10; index += 1) zone[`h${index}.example`] = { A: [`198.51.100.${index + 1}`] };
    const { probe, addresses } = await admitted({ blockPerHour: 4 }, zone);
    const results = await each(Object.keys(zone), probe);
    expect(results.filter((result) => result === 'probed')).toHaveLength(4);
    expect(addresses().size).toBe(4);
  });

  it('and who is turned away learns in how many minutes to ask again', async () => {
    const { probe, prober } = await admitted({ blockPerHour: 2 });
    await each(['198.51.100.1', '198.51.100.2'], probe);
    await expect(reportOf(prober.probe('198.51.100.3'))).rejects.toMatchObject({
      code: 'network-limited',
      args: { target: '198.51.100.3', minutes: 30 },
    });
  });
});

it('one address is not hammered under ever new names', async () => {
  const zone: Zone = {};
  for (let index = 0; index < 9; index += 1) zone[`x${index}.example`] = { A: ['198.51.100.25'] };
  const { probe, dialled } = await admitted({ addressPerMinute: 4 }, zone);
  const results = await each(Object.keys(zone), probe);
  expect(results).toEqual([...Array(4).fill('probed'), ...Array(5).fill('target-limited')]);
  expect(dialled).toHaveLength(4 * 3);
  expect(new Set(limited)).toEqual(new Set(['address']));
});

it('one machine is not hammered under the many addresses of its IPv6 network', async () => {
  const { probe } = await admitted({ addressPerMinute: 3 });
  const results = await each(
    Array.from({ length: 6 }, (_, index) => `2001:db8::${index + 1}`),
    probe,
  );
  expect(results.filter((result) => result === 'probed')).toHaveLength(3);
});

it('the usual limits let nobody through a /24 within eight hours', () => {
  const { block } = limitsOf({});
  expect(256 / (block.refillPerSecond * 3600)).toBeGreaterThan(8);
});

describe('the bot is no amplifier:', () => {
  const SPELLINGS = [
    'smtp.lab.example',
    'SMTP.lab.example.',
    'smtp://smtp.lab.example/',
    ' ｓｍｔｐ．lab.example ',
    'https://a:b@smtp.lab.example',
  ];

  it('people who ask about one server, in whatever spelling, cause one probe', async () => {
    let probes = 0;
    const bot = new LabHost({
      journal,
      clock,
      probe: async function* count(target) {
        probes += 1;
        await new Promise((resolve) => setTimeout(resolve, 50));
        yield { type: 'report', report: goodReport(target) };
      },
      limits: { personPerMinute: null, workspacePerMinute: null, targetPerMinute: null },
    });
    await bot.host.start();
    await Promise.all(
      SPELLINGS.map((target, index) =>
        bot.do(`P${index}`, { type: 'filled', answers: { server: target }, text: null }),
      ),
    );
    await bot.host.settled();
    await bot.host.stop();
    expect(probes).toBe(1);
  });

  it('one probe of a target that is asked for in every spelling dials each port once', async () => {
    const { prober, dialled } = await admitted({}, { 'smtp.lab.example': { A: ['198.51.100.25'] } });
    await Promise.all(SPELLINGS.map((target) => reportOf(prober.probe(target))));
    expect(dialled.map(({ port }) => port).toSorted((a, b) => a - b)).toEqual([25, 465, 587]);
  });
});
