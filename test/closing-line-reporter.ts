import type { Reporter } from 'vitest/node';

/** Figures that a test prints to be read at the end of the run, beside the counts. */
const FIGURES = /^scenarios .*$/gm;
const figures: string[] = [];

/**
 * Closes a test run with its counts, `N passed, N failed, N skipped` alone on a line, for whatever reads a log by machine.
 * A file that fails outside its tests counts as one failed; a run in which no test ran fails.
 */
export const closingLineReporter: Reporter = {
  onUserConsoleLog(log) {
    figures.push(...(log.content.match(FIGURES) ?? []));
  },
  onTestRunEnd(modules, unhandledErrors) {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      for (const test of tests) count[test.result().state] += 1;
      const failedInTests = tests.some((test) => test.result().state === 'failed');
      if (module.state() === 'failed' && !failedInTests) count.failed += 1;
    }
    if (count.passed + count.failed === 0) {
      console.error('No test ran.');
      process.exitCode = 1;
    }
    for (const figure of figures) console.log(figure);
    const skipped = count.skipped + count.pending;
    console.log(`\n${count.passed} passed, ${count.failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  },
};
