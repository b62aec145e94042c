import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openSqliteJournal } from '../../src/journal/sqlite/sqlite-journal.ts';
import { noteText, said } from './steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'op25b-erase-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FILES = ['journal.db', 'journal.db-wal'];

/** How often a word stands anywhere in the journal's files. */
function count(word: string): number {
  const contents = FILES.map((file) => join(folder, file)).filter((path) => existsSync(path));
  return contents.reduce((sum, path) => sum + readFileSync(path, 'latin1').split(word).length - 1, 0);
}

it('forgotten texts and people are in no file any more, however rows had moved', async () => {
  let now = 0;
  const journal = openSqliteJournal({ folder, role: 'serve', clock: () => now, onError: console.error });
  // Rows that grow in a mixed order, so that pages split and rows move between them.
  for (let index = 0; index < 1_500; index++) {
    const number = (index * 7919) % 200;
    const old = number % 2 === 0;
    now = old ? 1_000 : 3_000;
    const text = `${old ? 'old-secret' : 'still-known'}-${'x'.repeat((index * 31) % 400)}`;
    const person = old ? 'slack:T1:UOLD' : 'slack:T1:UNEW';
    await journal.take({ ...said(String(index), text, `c${number}`), person }, noteText);
    if (old) await journal.report('server:a', person, now);
    if (index % 3 === 0) for (const held of await journal.effects.claim('w', 5)) await journal.effects.finish(held);
  }
  await journal.openCase({ reference: 'R1', conversation: 'c0', body: '"old-secret"', openedAt: 1_000 });
  expect(count('old-secret')).toBeGreaterThan(0);
  expect(count('UOLD')).toBeGreaterThan(0);

  expect(await journal.forgetTexts(2_000)).toBe(100);
  expect(count('old-secret')).toBe(0);
  expect(count('UOLD')).toBe(0);
  expect(count('still-known')).toBeGreaterThan(0);
  await journal.close();
  expect(count('old-secret')).toBe(0);
});

it('who reported is not named in the files', async () => {
  const journal = openSqliteJournal({ folder, role: 'serve', clock: () => 5_000, onError: console.error });
  await journal.report('server:smtp.example.jp', 'slack:T1:UREPORTER', 5_000);
  expect(count('smtp.example.jp')).toBeGreaterThan(0);
  expect(count('UREPORTER')).toBe(0);
  await journal.close();
});
