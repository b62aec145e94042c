import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createVitest, type TestCase, type Vitest } from 'vitest/node';
import { MUTATIONS } from './mutations.ts';
import { titlePattern } from './title-pattern.ts';

/** How the test of a wall came out, with the wall or without it. */
export type Outcome = {
  /** The mutation that was in force; `with-every-wall`: none. */
  project: string;
  file: string;
  title: string;
  state: string;
  errors: { name: string; message: string }[];
};
/** `failures`: what failed outside of tests, for example a file that could not be loaded. */
export type Result = { outcomes: Outcome[]; failures: string[] };

export const WITH_EVERY_WALL = 'with-every-wall';
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const HOOK = new URL('take-wall-away.ts', import.meta.url).href;
/** Two processors are what the slowest machine that runs the tests has. */
const AT_ONCE = 2;

/** Runs the tests of all walls in one Vitest: once as the code is, and once for each mutation. */
async function runMutations(): Promise<Result> {
  const project = (name: string, include: string[], more: { isolate?: boolean; execArgv?: string[] }) => ({
    test: { ...more, name, include, root: ROOT, testTimeout: 20_000, pool: 'forks' as const, experimental: NATIVE },
  });
  const titles = [...new Set(MUTATIONS.map(({ test }) => titlePattern(test.title)))];
  const vitest = await createVitest(
    {
      root: ROOT,
      config: false,
      watch: false,
      reporters: [{}],
      maxWorkers: AT_ONCE,
      testNamePattern: new RegExp(`(?:${titles.join('|')})$`),
    },
    {
      test: {
        projects: [
          project(WITH_EVERY_WALL, [...new Set(MUTATIONS.map(({ test }) => test.file))], { isolate: false }),
          ...MUTATIONS.map(({ id, test }) => project(id, [test.file], { execArgv: ['--import', `${HOOK}?${id}`] })),
        ],
      },
    },
  );
  try {
    await vitest.start();
    return { outcomes: outcomesOf(vitest), failures: failuresOf(vitest) };
  } finally {
    await vitest.close();
  }
}

/** Node itself loads the files, as it does at the desk, so that a hook of Node's can take the wall away. */
const NATIVE = { viteModuleRunner: false, nodeLoader: false };

function outcomesOf(vitest: Vitest): Outcome[] {
  return vitest.state.getTestModules().flatMap(({ project, relativeModuleId, children }) =>
    [...children.allTests()]
      .filter((test) => test.result().state !== 'skipped')
      .map((test) => ({
        project: project.name,
        file: relativeModuleId,
        title: test.name,
        state: test.result().state,
        errors: errorsOf(test),
      })),
  );
}

function errorsOf(test: TestCase): Outcome['errors'] {
  return (test.result().errors ?? []).map(({ name = '', message }) => ({ name, message }));
}

function failuresOf(vitest: Vitest): string[] {
  const inModules = vitest.state
    .getTestModules()
    .flatMap((module) => module.errors().map(({ message }) => `${module.project.name}: ${message}`));
  return [...inModules, ...vitest.state.getUnhandledErrors().map(String)];
}

const [, , place] = process.argv;
if (place !== undefined) writeFileSync(place, JSON.stringify(await runMutations()));
