import { availableParallelism, loadavg } from 'node:os';
import { DEFAULT_LIMITS } from '../../src/probe/limits.ts';
import { LIMITS } from '../walls/hostile-limits.ts';
import { hostileLoad } from '../walls/hostile-load.ts';
import { goalLine, type Goal } from './goal.ts';

/** Measures what 200 hostile mail servers at once do to the process that probes them. It shows figures and fails for none. */

const ENDPOINTS = 200;

const goals = (deadlines: string): { delay: Goal; memory: Goal } => ({
  delay: { name: `event loop delay, p99, ${deadlines}`, unit: 'ms', digits: 1, limit: 50 },
  memory: { name: `memory kept after a collection, ${deadlines}`, unit: 'MB', digits: 1, limit: 10 },
});

const [load = 0] = loadavg();
console.log(`\n${ENDPOINTS} hostile endpoints at once, of a process of their own:`);
if (load > availableParallelism())
  console.log(`  (the machine is busy: load ${load.toFixed(1)}; delays are then its own)`);
for (const [deadlines, limits] of [
  ["the tests' deadlines", LIMITS],
  ['the real deadlines', DEFAULT_LIMITS],
] as const) {
  const { delay, memory } = goals(deadlines);
  const figures = await hostileLoad(ENDPOINTS, limits);
  console.log(goalLine(delay, figures.p99));
  console.log(goalLine(memory, figures.grownMb));
  const { reports, seconds, p50, max } = figures;
  console.log(
    `      ${reports} reports in ${seconds.toFixed(1)} s; delay p50 ${p50.toFixed(1)}, max ${max.toFixed(1)} ms`,
  );
}
