import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { FUZZED } from './all.ts';
import { saveRegression } from './fuzzed.ts';

/** One turn of one property; then the next one has its turn. */
const TURN_MS = 2_000;
const MOST_RUNS = 1_000_000;
const USAGE = 'npm run fuzz -- [--minutes 10] [--only part-of-a-name] [--seed 1]';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    only: { type: 'string', default: '' },
    seed: { type: 'string' },
  },
});
const minutes = Number(values.minutes);
const chosen = FUZZED.filter(({ name }) => name.includes(values.only));
if (!(minutes > 0) || chosen.length === 0) {
  console.error(USAGE);
  process.exit(2);
}

const end = Date.now() + minutes * 60_000;
const failed = new Set<string>();
let turns = 0;
while (Date.now() < end && failed.size < chosen.length) {
  for (const { name, run } of chosen.filter((one) => !failed.has(one.name))) {
    const left = end - Date.now();
    if (left <= 0) break;
    const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
    turns += 1;
    const found = await run({ seed, runs: MOST_RUNS, milliseconds: Math.min(TURN_MS, left) });
    if (found === null) continue;
    failed.add(name);
    saveRegression(name, found.input);
    console.error(`${name}\n${found.words}\nkept in test/fuzz/regressions/${name}.json\n`);
  }
}
console.log(`${turns} turns of ${chosen.length} properties; ${failed.size} found at fault: ${[...failed].join(', ')}`);
process.exitCode = failed.size > 0 ? 1 : 0;
