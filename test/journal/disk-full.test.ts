import { afterAll, describe, expect, it } from 'vitest';
import type { Claimed, Outcome } from '../../src/journal/effect-queue.ts';
import { JournalError } from '../../src/journal/journal-error.ts';
import type { Incoming, Journal } from '../../src/journal/journal.ts';
import { openPostgresJournal } from '../../src/journal/postgres/postgres-journal.ts';
import { openSqliteJournal } from '../../src/journal/sqlite/sqlite-journal.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';
import { startPostgres } from './start-postgres.ts';
import { noteText, said } from './steps.ts';

const NO_DISK = 'only root can mount a small disk';
const FULL = expect.objectContaining({ code: 'journal-full', message: expect.stringContaining('free some space') });

/** Far more than the disks below have room for. */
const MOST_EVENTS = 5_000;

/** Takes events until one is refused, and gives how many were taken, and why the next was not. */
async function takeUntilFull(journal: Journal, from: number): Promise<{ taken: number; error: unknown }> {
  for (let number = from; number < MOST_EVENTS; number++) {
    try {
      await journal.take(event(number), noteText);
    } catch (error) {
      return { taken: number, error };
    }
  }
  throw new Error('the disk did not become full');
}

const textOf = (number: number) => `text ${number} ${'x'.repeat(500)}`;

/** Short cases, so that no state grows over many pages. */
function event(number: number): Incoming {
  return said(`e${number}`, textOf(number), `c${number >> 2}`);
}

async function expectAll(journal: Journal, events: number): Promise<void> {
  for (let number = 0; number < events; number++) {
    expect((await journal.load(`c${number >> 2}`))?.tried[number & 3]).toBe(textOf(number));
  }
}

/** Carries effects out, the first one only when it is let; repeats that are marked do not count. */
function slowPlatform() {
  const shown: string[] = [];
  const begun = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  async function perform({ conversation, sequence, repeat }: Claimed): Promise<Outcome> {
    begun.resolve();
    await gate.promise;
    const key = `${conversation}:${sequence}`;
    if (!repeat || !shown.includes(key)) shown.push(key);
    return { type: 'done' };
  }
  return { shown, perform, begun: begun.promise, let: () => gate.resolve() };
}

/** The disk becomes full while events are taken and an effect is under way; space comes back; nothing is lost. */
async function expectNothingLost(journal: Journal, disk: SmallDisk, canRecord: boolean): Promise<number> {
  const platform = slowPlatform();
  for (let number = 0; number < 8; number++) await journal.take(event(number), noteText);
  const work = await journal.effects.work('w', 2, platform.perform);
  await platform.begun;
  disk.fill();
  const { taken, error } = await takeUntilFull(journal, 8);
  expect(error).toBeInstanceOf(JournalError);
  expect(error).toEqual(FULL);
  // What was taken can be read, and of the one that was refused there is nothing.
  await expectAll(journal, taken);
  expect((await journal.load(`c${taken >> 2}`))?.tried.length ?? 0).toBe(taken & 3);
  expect((await journal.effects.backlog()).waiting).toBe(taken);
  platform.let();
  await expect.poll(() => platform.shown.length, { timeout: 20_000 }).toBeGreaterThan(0);
  // PostgreSQL needs no room to note that an effect happened; SQLite does.
  if (!canRecord) expect((await journal.effects.backlog()).waiting).toBe(taken);

  disk.free();
  // The platform sends it again, as it was not acknowledged.
  expect(await journal.take(event(taken), noteText)).toMatchObject({ repeat: false });
  await expect.poll(() => platform.shown.length, { timeout: 20_000 }).toBe(taken + 1);
  await expect.poll(async () => (await journal.effects.backlog()).waiting, { timeout: 20_000 }).toBe(0);
  expect(new Set(platform.shown).size).toBe(taken + 1);
  await work.stop();
  await expectAll(journal, taken + 1);
  await journal.check();
  return taken + 1;
}

describe('a full disk under SQLite', () => {
  const disk = mountSmallDisk(3);
  afterAll(() => disk?.unmount());
  const errors: unknown[] = [];
  const open = (folder: string) =>
    openSqliteJournal({ folder, role: 'serve', clock: Date.now, onError: (error) => errors.push(error) });

  it('refuses events with what to do, and goes on by itself when there is space', async (test) => {
    if (!disk) return test.skip(NO_DISK);
    const journal = open(disk.folder);
    const events = await expectNothingLost(journal, disk, false);
    for (const error of errors) expect(error).toEqual(FULL);
    await journal.close();
    const again = open(disk.folder);
    await expectAll(again, events);
    await again.close();
  });

  it('refuses to start, and starts when there is space', async (test) => {
    if (!disk) return test.skip(NO_DISK);
    disk.fill();
    expect(() => open(disk.folder)).toThrow(FULL);
    disk.free();
    await open(disk.folder).close();
  });
});

describe('a full disk under PostgreSQL', () => {
  const disk = mountSmallDisk(24);
  const ends: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const end of ends.toReversed()) await end();
    disk?.unmount();
  });

  it('refuses events with what to do, and goes on by itself when there is space', { timeout: 60_000 }, async (test) => {
    if (!disk) return test.skip(NO_DISK);
    const server = await startPostgres();
    ends.push(() => server.stop());
    disk.giveTo('postgres');
    // The tables alone: a log that finds no room stops the server, and restart.test.ts shows what comes then.
    await server.ask(`CREATE TABLESPACE small LOCATION '${disk.folder}'`);
    const url = await server.fresh('TABLESPACE small');
    const journal = await openPostgresJournal({ url, clock: Date.now, onError: () => undefined });
    ends.push(() => journal.close());
    await expectNothingLost(journal, disk, true);
  });
});
