import { writeFileSync } from 'node:fs';
import { complaints } from './complaints.ts';
import { ALL_MUTATIONS, MUTATIONS } from './mutations.ts';
import { runMutations } from './run-mutations.ts';

/**
 * `npm run mutations`: takes every wall away, one by one, and says which the tests notice; `npm run mutations -- own-addresses`:
 * only this one. Exit code 1 when one is not noticed. With the name of a JSON file, for the tests: takes away those that the
 * tests take, and writes what came of it there.
 */
const [, , ...words] = process.argv;
const place = words.find((word) => word.endsWith('.json'));

if (place === undefined) {
  const isNamed = ({ id }: { id: string }) => words.length === 0 || words.includes(id);
  const mutations = ALL_MUTATIONS.filter(isNamed);
  const result = await runMutations(mutations);
  for (const failure of result.failures) console.log(failure);
  let unnoticed = 0;
  for (const mutation of mutations) {
    const found = complaints(result, mutation);
    if (found.length > 0) unnoticed += 1;
    console.log([`${found.length === 0 ? 'noticed' : 'NOT'} ${mutation.id}`, ...found].join('\n  '));
  }
  process.exitCode = unnoticed > 0 || result.failures.length > 0 ? 1 : 0;
} else {
  writeFileSync(place, JSON.stringify(await runMutations(MUTATIONS)));
  // Vitest set it, as tests failed: that is what was asked for.
  process.exitCode = 0;
}
