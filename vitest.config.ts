import { defineConfig } from 'vitest/config';
import { closingLineReporter } from './test/closing-line-reporter.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A crowded machine is slow; what is waited for must come, not come fast.
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    reporters: ['default', closingLineReporter],
  },
});
