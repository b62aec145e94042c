import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Journal } from '../../src/journal/journal.ts';
import type { Role } from '../../src/journal/sqlite/database.ts';
import { migrate } from '../../src/journal/sqlite/migrate.ts';
import { MIGRATIONS } from '../../src/journal/sqlite/migrations.ts';
import { openSqliteJournal } from '../../src/journal/sqlite/sqlite-journal.ts';
import { runProgram } from './run-program.ts';
import { noteText, said } from './steps.ts';
import version1 from './stored/conversation-1.json' with { type: 'json' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'op25b-file-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function open(role: Role = 'serve', where = folder): Journal {
  return openSqliteJournal({ folder: where, role, clock: () => 1_800_000_000_000, onError: console.error });
}

function rival(role: Role) {
  return { store: 'sqlite', where: folder, role, name: 'a', rivals: 1, now: 1, task: 'hold' };
}

describe('a second process on the same folder', () => {
  it('is refused while the first serves, with what to do', async () => {
    const first = runProgram('rival.ts', rival('serve'));
    await first.firstLine;
    expect(() => open()).toThrow(
      expect.objectContaining({ code: 'journal-in-use', message: expect.stringContaining('OP25B_DATA_DIR') }),
    );
    first.kill();
    await first.ended;
  });

  it('may serve as soon as the first was killed', async () => {
    const first = runProgram('rival.ts', rival('serve'));
    await first.firstLine;
    first.kill();
    await first.ended;
    await open().close();
  });

  it('may visit: list, retry and back up', async () => {
    const first = runProgram('rival.ts', rival('serve'));
    await first.firstLine;
    const visitor = open('visit');
    expect(await visitor.effects.deadList(10)).toEqual([]);
    await visitor.close();
    first.kill();
    await first.ended;
  });
});

describe('a file of an earlier release', () => {
  it.each(MIGRATIONS.map((_, version) => version))(
    'of version %i is brought up to date and keeps its content',
    async (version) => {
      const old = new DatabaseSync(join(folder, 'journal.db'));
      migrate(old, version);
      if (version > 0) {
        const state = JSON.stringify(version1);
        const columns = 'id, platform, state, arrivals, effects, wake_at, touched_at';
        old.prepare(`INSERT INTO conversation (${columns}) VALUES ('c', 'test', ?, 1, 0, 7, 0)`).run(state);
        old.exec("INSERT INTO sent VALUES ('c', 'm1', 'ts-1')");
      }
      old.close();
      const journal = open();
      expect((await journal.load('c'))?.tried).toEqual(version > 0 ? ['kept'] : undefined);
      expect(await journal.due(7, 10)).toEqual(version > 0 ? [{ conversation: 'c', platform: 'test', at: 7 }] : []);
      const arrival = version > 0 ? 2 : 1;
      expect(await journal.take(said('e'), noteText)).toMatchObject({ arrival });
      await journal.count('solved', 1);
      expect(await journal.spend('u', { capacity: 1, refillPerSecond: 1 }, 0)).toMatchObject({ granted: true });
      expect(await journal.conversationOf('ts-1')).toBe(version > 0 ? 'c' : null);
      expect(await journal.report('server:a', 'test:u', 0)).toMatchObject({ people: 1 });
      await journal.take({ ...said('f'), person: 'test:u' }, noteText);
      expect(await journal.casesOf('test:u', 1)).toMatchObject([{ conversation: { reminded: false }, address: null }]);
      await journal.check();
      await journal.close();
    },
  );

  it('that is newer is refused and left alone', () => {
    const newer = new DatabaseSync(join(folder, 'journal.db'));
    newer.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    newer.close();
    expect(() => open()).toThrow(expect.objectContaining({ code: 'journal-newer' }));
    const after = new DatabaseSync(join(folder, 'journal.db'));
    expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: MIGRATIONS.length + 1 });
    after.close();
  });

  it('with a conversation of another shape says so instead of misreading it', async () => {
    const journal = open();
    await journal.take(said('e'), noteText);
    await journal.close();
    const file = new DatabaseSync(join(folder, 'journal.db'));
    file.exec(`UPDATE conversation SET state = '{"version":99,"id":"c"}'`);
    file.close();
    const again = open();
    await expect(again.load('c')).rejects.toMatchObject({ code: 'state-unknown' });
    await expect(again.take(said('f'), noteText)).rejects.toMatchObject({ code: 'state-unknown' });
    await again.close();
  });

  it('with an effect of an unknown type puts it into the dead list and goes on', async () => {
    const journal = open();
    await journal.take(said('e'), noteText);
    await journal.take(said('f'), noteText);
    const file = new DatabaseSync(join(folder, 'journal.db'));
    file.exec(`UPDATE effect SET body = '{"type":"sing"}' WHERE sequence = 1`);
    file.close();
    expect(await journal.effects.claim('w', 10)).toEqual([]);
    expect(await journal.effects.claim('w', 10)).toMatchObject([{ sequence: 2 }]);
    expect(await journal.effects.deadList(1)).toMatchObject([{ effect: null, error: 'state-unknown' }]);
    await journal.close();
  });
});

describe('the log', () => {
  const sizeOf = (file: string) => statSync(join(folder, file)).size;

  it('is carried over into the file while events are taken', async () => {
    const journal = open();
    const before = sizeOf('journal.db');
    for (let index = 0; index < 200; index++) await journal.take(said(String(index)), noteText);
    await expect.poll(() => sizeOf('journal.db')).toBeGreaterThan(before);
    await journal.check();
    await journal.close();
  });

  it('is gone after a clean end, also in the middle of a rush', async () => {
    const server = runProgram('rival.ts', { ...rival('serve'), task: 'feed', events: 100 });
    expect(await server.ended).toMatchObject({ code: 0, errors: '' });
    expect(existsSync(join(folder, 'journal.db-wal'))).toBe(false);
    const journal = open();
    expect((await journal.load('c'))?.tried).toHaveLength(200);
    await journal.close();
  });
});

describe('a backup', () => {
  it('holds all that was taken before it began, while others go on', async () => {
    const journal = open();
    for (let index = 0; index < 50; index++) await journal.take(said(`before${index}`), noteText);
    const visitor = open('visit');
    const copy = mkdtempSync(join(folder, 'copy-'));
    const backingUp = visitor.backup(join(copy, 'journal.db'));
    for (let index = 0; index < 50; index++) await journal.take(said(`during${index}`), noteText);
    await backingUp;
    await visitor.close();
    await journal.close();
    expect(existsSync(join(copy, 'journal.db'))).toBe(true);
    const restored = open('serve', copy);
    await restored.check();
    expect((await restored.load('c'))?.tried.slice(0, 50)).toEqual(
      Array.from({ length: 50 }, (_, index) => `before${index}`),
    );
    await restored.close();
  });
});
