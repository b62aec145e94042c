import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSqliteJournal } from '../../src/journal/sqlite/sqlite-journal.ts';
import { describeJournal, type Store } from './journal-contract.ts';
import { describeKeeping } from './keeping-contract.ts';
import { describePeople } from './people-contract.ts';
import { describeProcesses } from './processes-contract.ts';

const root = mkdtempSync(join(tmpdir(), 'op25b-journal-'));
afterAll(() => rmSync(root, { recursive: true }));

let folder = root;
const store: Store = {
  name: 'SQLite',
  fresh: async () => void (folder = mkdtempSync(join(root, 'store-'))),
  open: async (clock) =>
    openSqliteJournal({
      folder,
      role: 'serve',
      clock,
      onError: (error) => {
        throw error;
      },
    }),
};
describeJournal(store);
describeKeeping(store);
describePeople(store);

describeProcesses('SQLite', async () => ({
  store: 'sqlite',
  where: mkdtempSync(join(root, 'store-')),
  role: 'serve',
}));
