import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVitest, type TestCase, type Vitest } from 'vitest/node';
import type { Mutation } from './mutation.ts';
import { titlePattern } from './title-pattern.ts';

/** How the test of a wall came out, with the wall or without it. */
type Outcome = {
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

/** As the tests have it themselves; a crowded machine is slow. */
const PATIENCE = { testTimeout: 30_000, hookTimeout: 60_000 };

/** Node itself loads the files, as it does at the desk, so that a hook of Node's can take the wall away. */
const NATIVE = { viteModuleRunner: false, nodeLoader: false };

/** Runs the tests of the walls in one Vitest: once as the code is, and once for each mutation. */
export async function runMutations(mutations: readonly Mutation[]): Promise<Result> {
  const project = (name: string, execArgv: string[] = []) => ({
    test: { name, execArgv, root: ROOT, ...PATIENCE, pool: 'forks' as const, experimental: NATIVE },
  });
  const mutated = mutations.map(({ id }) => project(id, ['--import', `${HOOK}?${id}`]));
  const vitest = await createVitest(
    { root: ROOT, config: false, watch: false, reporters: [{}], maxWorkers: AT_ONCE },
    { test: { projects: [project(WITH_EVERY_WALL), ...mutated] } },
  );
  const titles = Map.groupBy(mutations, ({ test }) => test.file);
  const run = (name: string, file: string, tests: Mutation[]) =>
    vitest.getProjectByName(name).createSpecification(join(ROOT, file), { testNamePattern: anyOf(tests) });
  try {
    await vitest.runTestSpecifications([
      ...[...titles].map(([file, tests]) => run(WITH_EVERY_WALL, file, tests)),
      ...mutations.map((mutation) => run(mutation.id, mutation.test.file, [mutation])),
    ]);
    return { outcomes: outcomesOf(vitest), failures: failuresOf(vitest) };
  } finally {
    await vitest.close();
  }
}

/** Vitest holds a pattern against the titles of a test and of all around it, with a space between them. */
function anyOf(tests: Mutation[]): RegExp {
  return new RegExp(`(?:^| )(?:${tests.map(({ test }) => titlePattern(test.title)).join('|')})$`, 'u');
}

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

/** A property that fails tells what failed in it as its cause. */
function errorsOf(test: TestCase): Outcome['errors'] {
  return (test.result().errors ?? []).map((error) => {
    const { name = '', message } = error.cause ?? error;
    return { name, message };
  });
}

function failuresOf(vitest: Vitest): string[] {
  const inModules = vitest.state.getTestModules().flatMap((module) => {
    const errors = [module, ...module.children.allSuites()].flatMap((each) => each.errors());
    return errors.map(({ message }) => `${module.project.name}: ${message}`);
  });
  return [...inModules, ...vitest.state.getUnhandledErrors().map(String)];
}
