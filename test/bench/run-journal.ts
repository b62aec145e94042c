import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { measureManyOpen } from '../journal/measure-many-open.ts';
import { goalLine } from './goal.ts';

/** Measures the journal: events beside bare transactions, and what many open conversations cost. It fails for no figure. */

const MEASURE = fileURLToPath(new URL('../journal/measure-journal.ts', import.meta.url));

console.log('\nThe journal beside bare transactions of the same shape (goal: SQLite ≥ 0.5, PostgreSQL ≥ 0.7):');
spawnSync(process.execPath, [MEASURE], { stdio: 'inherit' });

console.log('\n100,000 open conversations in SQLite:');
const figures = await measureManyOpen();
const bytesPerMb = 1_000_000;
console.log(goalLine({ name: 'open after a clean end', unit: 's', digits: 3, limit: 1 }, figures.openMs / 1000));
console.log(goalLine({ name: 'open after a crash', unit: 's', digits: 3, limit: 1 }, figures.openAfterCrashMs / 1000));
console.log(goalLine({ name: 'memory they add', unit: 'MB', digits: 1, limit: 20 }, figures.addedBytes / bytesPerMb));
console.log(
  goalLine({ name: 'time to take an event, to that with 100', unit: '×', digits: 2, limit: 1.2 }, figures.takeRatio),
);
