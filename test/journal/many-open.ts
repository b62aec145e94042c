import { openSqliteJournal } from '../../src/journal/sqlite/sqlite-journal.ts';
import { give, said, say } from './steps.ts';

/** Opens a journal, takes events into conversations all over it, and writes one line: a `ManyOpened`. */
export type ManyOpenTask = { folder: string; conversations: string[] };

/** `rss`: the memory of the process in bytes at the end. */
export type ManyOpened = { openMs: number; takeMs: number[]; rss: number };

const task: ManyOpenTask = JSON.parse(process.argv[2] ?? '');
const started = performance.now();
const journal = openSqliteJournal({ folder: task.folder, role: 'serve', clock: Date.now, onError: console.error });
const openMs = performance.now() - started;
const step = give(say('m', 'text'));
const takeMs: number[] = [];
for (const conversation of task.conversations) {
  const before = performance.now();
  await journal.take(said(crypto.randomUUID(), 'x', conversation), step);
  takeMs.push(performance.now() - before);
  for (const held of await journal.effects.claim('w', 1)) await journal.effects.finish(held);
}
await journal.due(Date.now(), 10);
const opened: ManyOpened = { openMs, takeMs, rss: process.memoryUsage.rss() };
process.stdout.write(`${JSON.stringify(opened)}\n`);
await journal.close();
