import { openSqliteJournal } from '../../src/journal/sqlite/sqlite-journal.ts';
import { touch } from './touch.ts';

/** Opens a journal, takes events into conversations all over it, and writes one line: a `ManyOpened`. */
export type ManyOpenTask = { folder: string; conversations: string[] };

/** `rss`: the memory of the process in bytes at the end. */
export type ManyOpened = { openMs: number; rss: number };

const task: ManyOpenTask = JSON.parse(process.argv[2] ?? '');
const started = performance.now();
const journal = openSqliteJournal({ folder: task.folder, role: 'serve', clock: Date.now, onError: console.error });
const openMs = performance.now() - started;
for (const conversation of task.conversations) await touch(journal, conversation);
const opened: ManyOpened = { openMs, rss: process.memoryUsage.rss() };
process.stdout.write(`${JSON.stringify(opened)}\n`);
await journal.close();
