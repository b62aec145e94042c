import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteJournal } from '../../src/journal/sqlite/sqlite-journal.ts';
import type { ManyOpened } from './many-open.ts';
import { runProgram } from './run-program.ts';
import { seedConversations, seededId } from './seed-conversations.ts';
import { touch } from './touch.ts';

/** What many open conversations cost one process, on SQLite. */
export type ManyOpenFigures = {
  conversations: number;
  stateBytes: number;
  /** Milliseconds to open the journal after a clean end, the slowest of the turns; and after a crash. */
  openMs: number;
  openAfterCrashMs: number;
  /** Bytes of memory more than with FEW conversations. */
  addedBytes: number;
  /** Median time to take an event, as a multiple of that with FEW conversations. */
  takeRatio: number;
  /** That median, in milliseconds. */
  takeMs: number;
};

const FEW = 100;
const TURNS = 3;
/** Enough that the process's caches are full. */
const EVENTS = 400;
/** Enough for a steady median. */
const TIMED_EVENTS = 2_000;

type Seeded = { folder: string; conversations: number };

/** Seeds a journal with many conversations and one with few, and holds the one against the other. */
export async function measureManyOpen(conversations = 100_000): Promise<ManyOpenFigures> {
  const root = mkdtempSync(join(tmpdir(), 'op25b-many-open-'));
  try {
    const few = { folder: join(root, 'few'), conversations: FEW };
    const many = { folder: join(root, 'many'), conversations };
    await seedConversations(few.folder, FEW);
    const stateBytes = await seedConversations(many.folder, conversations);
    const turns: { few: ManyOpened; many: ManyOpened }[] = [];
    for (let turn = 0; turn < TURNS; turn++) turns.push({ few: await use(few), many: await use(many) });
    return {
      conversations,
      stateBytes,
      openMs: Math.max(...turns.map((turn) => turn.many.openMs)),
      openAfterCrashMs: await openAfterCrash(many.folder),
      addedBytes: median(turns.map((turn) => turn.many.rss - turn.few.rss)),
      ...(await compareTakes(few, many)),
    };
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Event by event in turns, so that a busy machine slows both. */
async function compareTakes(few: Seeded, many: Seeded): Promise<{ takeRatio: number; takeMs: number }> {
  const parts = { role: 'serve', clock: Date.now, onError: console.error } as const;
  const fewOpen = openSqliteJournal({ folder: few.folder, ...parts });
  const manyOpen = openSqliteJournal({ folder: many.folder, ...parts });
  const took: { few: number[]; many: number[] } = { few: [], many: [] };
  for (let event = 0; event < TIMED_EVENTS; event++) {
    took.few.push(await touch(fewOpen, idIn(few, event)));
    took.many.push(await touch(manyOpen, idIn(many, event)));
  }
  await fewOpen.close();
  await manyOpen.close();
  const takeMs = median(took.many);
  return { takeRatio: takeMs / median(took.few), takeMs };
}

/** Conversations in an order that goes all over the journal. */
function idIn(store: Seeded, event: number): string {
  return seededId((event * 7919) % store.conversations);
}

function use(store: Seeded): Promise<ManyOpened> {
  return run(
    store.folder,
    Array.from({ length: EVENTS }, (_, event) => idIn(store, event)),
  );
}

async function openAfterCrash(folder: string): Promise<number> {
  const task = { store: 'sqlite', where: folder, role: 'serve', name: 'a', rivals: 1, now: 1, task: 'hold' };
  const victim = runProgram('rival.ts', task);
  await victim.firstLine;
  victim.kill();
  await victim.ended;
  return (await run(folder, [])).openMs;
}

async function run(folder: string, conversations: string[]): Promise<ManyOpened> {
  const program = runProgram('many-open.ts', { folder, conversations });
  const opened: ManyOpened = JSON.parse(await program.firstLine);
  await program.ended;
  return opened;
}

function median(values: number[]): number {
  const middle = values.toSorted((one, other) => one - other)[values.length >> 1];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}
