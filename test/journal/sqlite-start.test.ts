import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Journal } from '../../src/journal/journal.ts';
import { openSqliteJournal } from '../../src/journal/sqlite/sqlite-journal.ts';
import { runProgram } from './run-program.ts';
import { noteText, said } from './steps.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'op25b-start-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function open(): Journal {
  return openSqliteJournal({ folder, role: 'serve', clock: () => 1_800_000_000_000, onError: console.error });
}

async function fill(): Promise<void> {
  const journal = open();
  for (let index = 0; index < 200; index++) await journal.take(said(String(index)), noteText);
  await journal.close();
}

/** Overwrites bytes as a failing disk does: neither the file's size nor its time tells. */
function rot(at: number): void {
  const file = join(folder, 'journal.db');
  const reference = join(folder, 'reference');
  writeFileSync(reference, '');
  spawnSync('touch', ['-r', file, reference]);
  overwrite(at);
  spawnSync('touch', ['-r', reference, file]);
}

function overwrite(at: number): void {
  const file = join(folder, 'journal.db');
  const bytes = readFileSync(file);
  bytes.fill(0xa5, at, at + 4096);
  writeFileSync(file, bytes);
}

/** Where the first page of a table begins in the file. */
function placeOf(table: string): number {
  const file = new DatabaseSync(join(folder, 'journal.db'), { readOnly: true });
  const row = file.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table);
  file.close();
  return (Number(row?.['rootpage']) - 1) * 4096;
}

const DAMAGED = expect.objectContaining({ code: 'journal-damaged' });

describe('a damaged file', () => {
  it.each([
    ['its header', () => 0],
    ['a page of it', () => placeOf('event')],
  ])('is refused at the start when %s was overwritten', async (_, place) => {
    await fill();
    overwrite(place());
    expect(() => open()).toThrow(DAMAGED);
    // Its lock went with it: the backup can be put in its place at once.
    expect(() => open()).toThrow(DAMAGED);
  });

  it('is refused at the start after a crash, whatever it looks like', async () => {
    await fill();
    const victim = { store: 'sqlite', where: folder, role: 'serve', name: 'a', rivals: 1, now: 1, task: 'hold' };
    const server = runProgram('rival.ts', victim);
    await server.firstLine;
    server.kill();
    await server.ended;
    rot(placeOf('event'));
    expect(() => open()).toThrow(DAMAGED);
  });

  it('that looks as its clean end left it is found by the check beside the work, and where it is read', async () => {
    await fill();
    rot(placeOf('conversation'));
    const journal = open();
    await expect(journal.check()).rejects.toThrow(DAMAGED);
    await expect(journal.load('c')).rejects.toThrow(DAMAGED);
    await journal.close();
  });
});

describe('the check beside the work', () => {
  it('finds a good journal whole while events are taken', async () => {
    const journal = open();
    const checking = Promise.all([journal.check(), journal.check()]);
    for (let index = 0; index < 50; index++) await journal.take(said(String(index)), noteText);
    await checking;
    await journal.close();
  });

  it('is ended with the journal, which then ends cleanly', async () => {
    await fill();
    const journal = open();
    const checking = expect(journal.check()).rejects.toThrow('check-program');
    await journal.close();
    await checking;
    await open().close();
  });
});

it('a lock that is damaged is refused with what to do', () => {
  writeFileSync(join(folder, 'journal.lock'), 'no database'.repeat(1_000));
  expect(() => open()).toThrow(
    expect.objectContaining({ code: 'journal-damaged', message: expect.stringContaining('journal.lock') }),
  );
});

it('a journal in memory needs no folder', async () => {
  const journal = openSqliteJournal({ folder: null, role: 'serve', clock: () => 0, onError: console.error });
  await journal.take(said('1'), noteText);
  expect((await journal.load('c'))?.tried).toEqual(['1']);
  await journal.forgetTexts(1);
  await journal.check();
  await journal.close();
});
