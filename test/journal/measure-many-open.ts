import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ManyOpened } from './many-open.ts';
import { runProgram } from './run-program.ts';
import { seedConversations, seededId } from './seed-conversations.ts';

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
  takeMs: number;
};

const FEW = 100;
const TURNS = 5;
const EVENTS = 400;

/** Seeds a journal with many conversations and one with few, and lets processes of their own use each, in turns. */
export async function measureManyOpen(conversations = 100_000): Promise<ManyOpenFigures> {
  const root = mkdtempSync(join(tmpdir(), 'op25b-many-open-'));
  try {
    const few = { folder: join(root, 'few'), conversations: FEW };
    const many = { folder: join(root, 'many'), conversations };
    await seedConversations(few.folder, FEW);
    const stateBytes = await seedConversations(many.folder, conversations);
    const turns: { few: ManyOpened; many: ManyOpened }[] = [];
    // The first turn warms up.
    for (let turn = 0; turn <= TURNS; turn++) turns.push({ few: await use(few, turn), many: await use(many, turn) });
    turns.shift();
    const takeMs = median(turns.map((turn) => median(turn.many.takeMs)));
    return {
      conversations,
      stateBytes,
      openMs: Math.max(...turns.map((turn) => turn.many.openMs)),
      openAfterCrashMs: await openAfterCrash(many.folder),
      addedBytes: median(turns.map((turn) => turn.many.rss - turn.few.rss)),
      takeRatio: median(turns.map((turn) => median(turn.many.takeMs) / median(turn.few.takeMs))),
      takeMs,
    };
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Takes events into conversations all over the journal, in another order each turn. */
async function use(store: { folder: string; conversations: number }, turn: number): Promise<ManyOpened> {
  const ids = Array.from({ length: EVENTS }, (_, event) =>
    seededId(((turn * EVENTS + event) * 7919) % store.conversations),
  );
  return run(store.folder, ids);
}

async function openAfterCrash(folder: string): Promise<number> {
  const victim = runProgram('rival.ts', {
    store: 'sqlite',
    where: folder,
    role: 'serve',
    name: 'a',
    rivals: 1,
    now: 1,
    task: 'hold',
  });
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
