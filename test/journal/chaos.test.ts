import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { transcripts } from './chaos.ts';
import type { Place } from './open-store.ts';
import { startPostgres } from './start-postgres.ts';

/** SQLite starts faster; together more than 200. */
const KILLS = { sqlite: 150, postgres: 60 };

const folder = mkdtempSync(join(tmpdir(), 'op25b-chaos-'));
const server = await startPostgres();
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

async function place(store: Place['store']): Promise<Place> {
  const where = store === 'postgres' ? await server.fresh() : mkdtempSync(join(folder, 'store-'));
  return { store, where, role: 'serve' };
}

it.concurrent.each(['sqlite', 'postgres'] as const)(
  'shows every answer once, but for marked repeats, with %s, whenever it is killed',
  { timeout: 600_000 },
  async (store) => {
    const [undisturbed] = (await transcripts(await place(store), folder, 0)).values();
    expect(undisturbed).toHaveLength(9);
    const disturbed = await transcripts(await place(store), folder, KILLS[store]);
    expect(disturbed.size).toBeGreaterThan(KILLS[store] / 4);
    for (const transcript of disturbed.values()) expect(transcript).toEqual(undisturbed);
  },
);
