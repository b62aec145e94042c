import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { closingLineReporter } from './test/closing-line-reporter.ts';
import { SlowestFirst } from './test/slowest-first.ts';

/** Discord's SDK and Node bring an undici each, and the first one loaded in a process claims what they share. */
const NEED_A_FRESH_PROCESS = ['test/picture/discord.test.ts'];

export default defineConfig({
  test: {
    // A crowded machine is slow; what is waited for must come, not come fast.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    // The slow files wait more than they compute: for silent servers, leases, time-outs.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: SlowestFirst },
    reporters: ['default', closingLineReporter],
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...NEED_A_FRESH_PROCESS],
          // The project keeps no state in modules, so one process can run file after file.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'fresh', include: NEED_A_FRESH_PROCESS } },
    ],
  },
});
