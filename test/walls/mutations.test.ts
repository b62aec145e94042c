import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import * as z from 'zod';
import { complaints } from './mutations/complaints.ts';
import { mutate } from './mutations/mutate.ts';
import { ALL_MUTATIONS, MUTATIONS } from './mutations/mutations.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RUN = fileURLToPath(new URL('mutations/main.ts', import.meta.url));
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

it('all tests of walls could be run', () => {
  expect(result.failures).toEqual([]);
});

test.each(MUTATIONS)('the wall $id has a test that passes with it and fails without it', (mutation) => {
  expect(complaints(result, mutation)).toEqual([]);
});

describe.each(ALL_MUTATIONS)('the wall $id', (mutation) => {
  it('is in its file, once, as the mutation has it', () => {
    expect(() => mutate(readFileSync(join(ROOT, mutation.file), 'utf8'), mutation)).not.toThrow();
  });

  it('has a name of its own', () => {
    expect(ALL_MUTATIONS.filter(({ id }) => id === mutation.id)).toHaveLength(1);
  });
});
