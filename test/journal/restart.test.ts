import { afterAll, expect, it } from 'vitest';
import { openPostgresJournal } from '../../src/journal/postgres/postgres-journal.ts';
import { LEASE_MS } from '../../src/journal/limits.ts';
import { startPostgres } from './start-postgres.ts';
import { noteText, said } from './steps.ts';

const server = await startPostgres();
afterAll(() => server.stop());

it('loses nothing and goes on by itself when PostgreSQL is stopped and started under load', async () => {
  const errors: unknown[] = [];
  let ahead = 0;
  const journal = await openPostgresJournal({
    url: await server.fresh(),
    clock: () => Date.now() + ahead,
    onError: (error) => errors.push(error),
  });
  const done: number[] = [];
  const repeated = new Set<number>();
  const work = await journal.effects.work('w', 4, async ({ sequence, repeat }) => {
    if (repeat) repeated.add(sequence);
    // A lease that ends while its effect is under way: the repeat may come first.
    if (!repeated.has(sequence) || !done.includes(sequence)) done.push(sequence);
    return { type: 'done' };
  });
  const events = Array.from({ length: 300 }, (_, index) => `e${index}`);
  let restarting: Promise<void> = Promise.resolve();
  for (const [index, event] of events.entries()) {
    if (index === 100) restarting = server.restart();
    // What a platform does with an event that was not acknowledged: it sends it again.
    while (!(await journal.take(said(event), noteText).catch(() => null))) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  await restarting;
  // What was handed out as the connection broke comes back when its lease ends.
  ahead = LEASE_MS;
  expect(errors).not.toEqual([]);
  expect((await journal.load('c'))?.tried).toEqual(events);
  await expect.poll(() => done.length, { timeout: 20_000 }).toBe(events.length);
  expect(done).toEqual(events.map((_, index) => index + 1));
  await work.stop();
  await journal.close();
}, 60_000);
