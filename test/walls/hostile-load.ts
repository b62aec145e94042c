import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as z from 'zod';
import { MAIL_PORTS, type MailPort } from '../../src/diagnosis/probe-report.ts';
import type { ProbeLimits } from '../../src/probe/limits.ts';
import { createProber, type Prober } from '../../src/probe/prober.ts';
import { createResolver } from '../../src/probe/resolver.ts';

const started = z.object({
  ca: z.string(),
  places: z.array(z.object({ item: z.string(), port: z.literal(MAIL_PORTS), listening: z.number() })),
});
type Place = z.infer<typeof started>['places'][number];

export type LoadFigures = {
  endpoints: number;
  /** Probes that ended with a report. */
  reports: number;
  seconds: number;
  /** Of the event loop's delay in this process, in milliseconds. */
  p50: number;
  p99: number;
  max: number;
  /** Heap and external memory in use after it, beyond that before, in megabytes; both after a garbage collection. */
  grownMb: number;
};

const RESOLUTION_MS = 10;
const BYTES_PER_MB = 1_000_000;
/** For sockets to close and buffers to be given back. */
const SETTLE_MS = 1000;

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

async function memoryInUse(): Promise<number> {
  await pause(SETTLE_MS);
  if (typeof collect !== 'function') throw new Error('no garbage collection to be had');
  for (let times = 0; times < 2; times += 1) collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Where the dialler of this process leads: the hosts are told apart by their addresses. */
function addressOf(index: number): string {
  return `198.51.${100 + Math.floor(index / 250)}.${1 + (index % 250)}`;
}

function proberOf(places: Place[], ca: string, limits: Partial<ProbeLimits>): Prober {
  const byAddress = new Map(places.map((place, index) => [addressOf(index), place.listening]));
  return createProber({
    resolver: createResolver({ server: null }),
    dial: (ip) => connect({ host: '127.0.0.1', port: byAddress.get(ip) ?? 1, noDelay: true }),
    allowNetworks: ['198.51.0.0/16'],
    calibration: [],
    providers: { byDomain: () => null, byHost: () => null, byMx: () => null, knownHosts: () => [] },
    ehloName: 'probe.lab.example',
    now: () => performance.now(),
    ca: [ca],
    limits,
  });
}

async function report(prober: Prober, address: string, port: MailPort): Promise<number> {
  for await (const event of prober.probe(address, { ports: [port] })) if (event.type === 'report') return 1;
  return 0;
}

async function probeAll(places: Place[], ca: string, limits: Partial<ProbeLimits>): Promise<number> {
  const prober = proberOf(places, ca, limits);
  const probes: Promise<number>[] = [];
  for (const [index, { port }] of places.entries()) {
    probes.push(report(prober, addressOf(index), port));
    // Each is asked for by an event of its own, as by people.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const ended = await Promise.all(probes);
  return ended.reduce((sum, each) => sum + each, 0);
}

/**
 * Probes so many hostile endpoints at once, all ways to misbehave in turn; the servers are another process, so the figures
 * are the prober's own.
 */
export async function hostileLoad(count: number, limits: Partial<ProbeLimits>): Promise<LoadFigures> {
  const main = fileURLToPath(new URL('hostile-main.ts', import.meta.url));
  const servers = spawn(process.execPath, [main], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const [line] = await once(createInterface({ input: servers.stdout }), 'line');
    const { ca, places } = started.parse(JSON.parse(String(line)));
    const many = Array.from({ length: count }, (_, index) => places[index % places.length]).filter(
      (place) => place !== undefined,
    );
    // A bot that runs has probed before: code is compiled, and TLS has its authorities.
    await probeAll(places, ca, limits);
    const before = await memoryInUse();
    const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    delay.enable();
    const start = performance.now();
    const reports = await probeAll(many, ca, limits);
    const seconds = (performance.now() - start) / 1000;
    delay.disable();
    const grownMb = ((await memoryInUse()) - before) / BYTES_PER_MB;
    const ms = (nanoseconds: number): number => nanoseconds / 1e6;
    const { max } = delay;
    return {
      endpoints: count,
      reports,
      seconds,
      p50: ms(delay.percentile(50)),
      p99: ms(delay.percentile(99)),
      max: ms(max),
      grownMb,
    };
  } finally {
    servers.stdin.end();
  }
}
