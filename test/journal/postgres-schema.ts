import { describe, expect, it } from 'vitest';
import type { Journal } from '../../src/journal/journal.ts';
import { migrate } from '../../src/journal/postgres/database.ts';
import { MIGRATIONS } from '../../src/journal/postgres/migrations.ts';
import { openPool } from '../../src/journal/postgres/pool.ts';
import { openPostgresJournal } from '../../src/journal/postgres/postgres-journal.ts';
import { noteText, said } from './steps.ts';
import version1 from './stored/conversation-1.json' with { type: 'json' };

function open(url: string): Promise<Journal> {
  return openPostgresJournal({ url, clock: () => 1_800_000_000_000, onError: console.error });
}

/** What holds for the schema in PostgreSQL; `fresh` gives the URL of an empty database. */
export function describePostgresSchema(fresh: () => Promise<string>): void {
  describe('a database of an earlier release', () => {
    it.each(MIGRATIONS.map((_, version) => version))(
      'of version %i is brought up to date and keeps its content',
      async (version) => {
        const url = await fresh();
        const pool = openPool(url, console.error);
        await migrate(pool, version);
        const state = JSON.stringify(version1);
        if (version > 0) {
          await pool.query("INSERT INTO op25b.conversation VALUES ('c', 'test', $1, 1, 0, 7, 0)", [state]);
          await pool.query("INSERT INTO op25b.sent VALUES ('c', 'm1', 'ts-1')");
        }
        await pool.end();
        const journal = await open(url);
        expect((await journal.load('c'))?.tried).toEqual(version > 0 ? ['kept'] : undefined);
        expect(await journal.due(7, 10)).toEqual(version > 0 ? [{ conversation: 'c', platform: 'test', at: 7 }] : []);
        expect(await journal.take(said('e'), noteText)).toMatchObject({ arrival: version > 0 ? 2 : 1 });
        await journal.count('solved', 1);
        expect(await journal.spend('u', { capacity: 1, refillPerSecond: 1 }, 0)).toMatchObject({ granted: true });
        expect(await journal.conversationOf('ts-1')).toBe(version > 0 ? 'c' : null);
        expect(await journal.report('server:a', 'test:u', 0)).toMatchObject({ people: 1 });
        await journal.take({ ...said('f'), person: 'test:u' }, noteText);
        expect(await journal.casesOf('test:u', 1)).toMatchObject([
          { conversation: { reminded: false }, address: null },
        ]);
        await journal.close();
      },
    );

    it('that is newer is refused', async () => {
      const url = await fresh();
      const pool = openPool(url, console.error);
      await migrate(pool);
      await pool.query('INSERT INTO op25b.migration (version) VALUES ($1)', [MIGRATIONS.length + 1]);
      await pool.end();
      await expect(open(url)).rejects.toMatchObject({ code: 'journal-newer' });
    });

    it('is set up once by processes that start at the same time', async () => {
      const url = await fresh();
      const journals = await Promise.all([open(url), open(url), open(url)]);
      await Promise.all(journals.map((journal, index) => journal.take(said(String(index)), noteText)));
      expect((await journals[0]?.load('c'))?.messages).toBe(3);
      await Promise.all(journals.map((journal) => journal.close()));
    });
  });

  it('says what to check when the database cannot be reached', async () => {
    await expect(open('postgres://postgres:password@127.0.0.1:1/none')).rejects.toMatchObject({
      code: 'journal-unreachable',
      message: expect.stringContaining('DATABASE_URL'),
    });
  });
}
