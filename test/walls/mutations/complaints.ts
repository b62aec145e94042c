import type { Mutation } from './mutation.ts';
import { WITH_EVERY_WALL, type Result } from './run-mutations.ts';
import { titlePattern } from './title-pattern.ts';

/**
 * What is amiss with the test of a wall: it must pass with the wall, and fail without it by what it asserts, rather than
 * by a crash or a time-out. None: all is well.
 */
export function complaints({ outcomes }: Result, { id, file, test }: Mutation): string[] {
  const title = new RegExp(`^${titlePattern(test.title)}$`, 'u');
  const own = outcomes.filter((each) => each.file === test.file && title.test(each.title));
  const withWall = own.filter(({ project }) => project === WITH_EVERY_WALL);
  const failed = own.filter(({ project, state }) => project === id && state === 'failed');
  const crashes = failed.flatMap(({ errors }) => errors.filter(({ name }) => name !== 'AssertionError'));
  return [
    ...(withWall.length === 0 ? [`there is no test "${test.title}" in ${test.file}`] : []),
    ...withWall.filter(({ state }) => state !== 'passed').map((each) => `"${each.title}" fails with the wall`),
    ...(failed.length === 0 ? [`"${test.title}" does not notice that ${file} lacks its wall`] : []),
    ...crashes.map(({ name, message }) => `fails by ${name} rather than by what it asserts: ${message}`),
  ];
}
