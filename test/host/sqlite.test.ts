import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSqliteJournal } from '../../src/journal/sqlite/sqlite-journal.ts';
import { describeHost } from './host-contract.ts';

const root = mkdtempSync(join(tmpdir(), 'op25b-host-'));
afterAll(() => rmSync(root, { recursive: true }));

let folder = root;
describeHost({
  name: 'SQLite',
  crowd: 1_000,
  fresh: async () => void (folder = mkdtempSync(join(root, 'store-'))),
  open: async (clock) => openSqliteJournal({ folder, role: 'serve', clock, onError: console.error }),
});
