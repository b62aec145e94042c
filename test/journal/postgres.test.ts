import { afterAll } from 'vitest';
import { openPostgresJournal } from '../../src/journal/postgres/postgres-journal.ts';
import { describeJournal, type Store } from './journal-contract.ts';
import { describeKeeping } from './keeping-contract.ts';
import { describePostgresSchema } from './postgres-schema.ts';
import { describePeople } from './people-contract.ts';
import { describeProcesses } from './processes-contract.ts';
import { startPostgres } from './start-postgres.ts';

const server = await startPostgres();
afterAll(() => server.stop());

// Setting the schema up takes longer than most tests; a copy of the files does not.
const template = await server.fresh();
await (await openPostgresJournal({ url: template, clock: Date.now, onError: console.error })).close();
const COPY = `TEMPLATE ${new URL(template).pathname.slice(1)}`;

let url = '';
const store: Store = {
  name: 'PostgreSQL',
  fresh: async () => void (url = await server.fresh(COPY)),
  open: (clock) =>
    openPostgresJournal({
      url,
      clock,
      onError: (error) => {
        throw error;
      },
    }),
};
describeJournal(store);
describeKeeping(store);
describePeople(store);

describeProcesses('PostgreSQL', async () => ({ store: 'postgres', where: await server.fresh(), role: 'serve' }));

describePostgresSchema(() => server.fresh());
