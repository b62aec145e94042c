import { describe, expect, test } from 'vitest';
import { FUZZED } from './all.ts';

/** The same inputs each time; `npm run fuzz` tries others, and what it finds is tried here first. */
const SEED = 25;
const RUNS = 100;

describe('whatever comes in', () => {
  test.each(FUZZED)('$name', async ({ run }) => {
    expect((await run({ seed: SEED, runs: RUNS }))?.words).toBeUndefined();
  });

  test('each property has a name of its own, for its saved regressions', () => {
    expect(new Set(FUZZED.map(({ name }) => name)).size).toBe(FUZZED.length);
  });
});
