import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { mutate } from './mutations/mutate.ts';
import type { Mutation } from './mutations/mutation.ts';
import { MUTATIONS } from './mutations/mutations.ts';
import { titlePattern } from './mutations/title-pattern.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RUN = fileURLToPath(new URL('mutations/run-mutations.ts', import.meta.url));
/** About 30 s on two idle processors; a crowded machine takes several times that. */
const RUN_WITHIN_MS = 300_000;

const resultShape = z.object({
  outcomes: z.array(
    z.object({
      project: z.string(),
      file: z.string(),
      title: z.string(),
      state: z.string(),
      errors: z.array(z.object({ name: z.string(), message: z.string() })),
    }),
  ),
  failures: z.array(z.string()),
});

const folder = mkdtempSync(join(tmpdir(), 'op25b-mutations-'));
afterAll(() => rmSync(folder, { recursive: true }));

let result: z.infer<typeof resultShape>;
beforeAll(async () => {
  const place = join(folder, 'result.json');
  await promisify(execFile)(process.execPath, [RUN, place], {
    cwd: ROOT,
    env: environment(),
    timeout: RUN_WITHIN_MS - 10_000,
  });
  result = resultShape.parse(JSON.parse(readFileSync(place, 'utf8')));
}, RUN_WITHIN_MS);

/** The other Vitest is no worker of this one. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:VITEST|TEST$|NODE_OPTIONS$)/.test(name)),
  );
}

function outcomes(project: string, { test }: Mutation): typeof result.outcomes {
  const title = new RegExp(`^${titlePattern(test.title)}$`, 'u');
  return result.outcomes.filter(
    (each) => each.project === project && each.file === test.file && title.test(each.title),
  );
}

it('all tests of walls could be run', () => {
  expect(result.failures).toEqual([]);
});

describe.each(MUTATIONS)('the wall $id', (mutation) => {
  it('is in its file, once, as the mutation has it', () => {
    expect(() => mutate(readFileSync(join(ROOT, mutation.file), 'utf8'), mutation)).not.toThrow();
  });

  it('has a test that passes with it', () => {
    const states = outcomes('with-every-wall', mutation).map(({ state }) => state);
    expect(states).not.toEqual([]);
    expect(new Set(states)).toEqual(new Set(['passed']));
  });

  it('has a test that fails without it, by what it asserts', () => {
    const failed = outcomes(mutation.id, mutation).filter(({ state }) => state === 'failed');
    expect(
      failed.length,
      `${mutation.test.title} does not notice that ${mutation.file} lacks its wall`,
    ).toBeGreaterThan(0);
    const errors = failed.flatMap((each) => each.errors);
    expect(errors.filter(({ name }) => name !== 'AssertionError')).toEqual([]);
  });
});
