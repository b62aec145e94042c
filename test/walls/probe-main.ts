import { systemDial } from '../../src/probe/system-dial.ts';
import { createProber } from '../../src/probe/prober.ts';
import { createResolver } from '../../src/probe/resolver.ts';
import { LIMITS } from './hostile-limits.ts';

/** Probes port 587 of the addresses it is given, prints the reports as JSON, and ends when nothing is left to do. */

const prober = createProber({
  resolver: createResolver({ server: null }),
  dial: systemDial,
  allowNetworks: ['10.98.1.0/24'],
  calibration: [],
  providers: { byDomain: () => null, byHost: () => null, byMx: () => null, knownHosts: () => [] },
  ehloName: 'probe.lab.example',
  now: () => performance.now(),
  limits: LIMITS,
});

const reports = process.argv.slice(2).map(async (address) => {
  for await (const event of prober.probe(address, { ports: [587] })) if (event.type === 'report') return event.report;
  throw new Error('the probe ended without a report');
});
console.log(JSON.stringify(await Promise.all(reports)));
