import { performance } from 'node:perf_hooks';
import { systemDial } from '../../src/probe/system-dial.ts';
import { createProber } from '../../src/probe/prober.ts';
import type { ProviderDirectory } from '../../src/probe/provider-directory.ts';
import { createResolver } from '../../src/probe/resolver.ts';
import { median } from './median.ts';

/**
 * Probes a host in process: once to warm up, then as often as told, each time by a prober that remembers nothing. Prints,
 * as JSON, the milliseconds of each report and of a TCP handshake as the probe saw it.
 */

/** Lets a server end its side before the next run, so that runs do not meet. */
const PAUSE_MS = 200;

const [host = '', runs = '1'] = process.argv.slice(2);
const { OP25B_DNS, OP25B_ALLOW_NETWORKS = '' } = process.env;
/** The lab's hosts are no provider's. */
const providers: ProviderDirectory = {
  byDomain: () => null,
  byHost: () => null,
  byMx: () => null,
  knownHosts: () => [],
};

async function report(): Promise<{ total: number; connect: number }> {
  const prober = createProber({
    resolver: createResolver({ server: OP25B_DNS ?? null }),
    dial: systemDial,
    allowNetworks: OP25B_ALLOW_NETWORKS.split(','),
    // Known for ten minutes in a bot that runs; its own connections would blur those that are measured.
    calibration: [],
    providers,
    ehloName: 'bench.example',
    now: () => performance.now(),
  });
  const connects: number[] = [];
  const start = performance.now();
  for await (const update of prober.probe(host)) {
    if (update.type === 'endpoint') connects.push(update.endpoint.ms.connect ?? Number.NaN);
    if (update.type === 'report') break;
  }
  const total = performance.now() - start;
  return { total, connect: median(connects.filter((each) => !Number.isNaN(each))) };
}

await report();
const all: { total: number; connect: number }[] = [];
for (let run = 0; run < Number(runs); run += 1) {
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  all.push(await report());
}
console.log(
  JSON.stringify({ connect: median(all.map((each) => each.connect)), reports: all.map((each) => each.total) }),
);
