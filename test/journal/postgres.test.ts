import { afterAll } from 'vitest';
import { openPostgresJournal } from '../../src/journal/postgres/postgres-journal.ts';
import { describeJournal } from './journal-contract.ts';
import { describePostgresSchema } from './postgres-schema.ts';
import { describeProcesses } from './processes-contract.ts';
import { startPostgres } from './start-postgres.ts';

const server = await startPostgres();
afterAll(() => server.stop());

let url = '';
describeJournal({
  name: 'PostgreSQL',
  fresh: async () => void (url = await server.fresh()),
  open: (clock) =>
    openPostgresJournal({
      url,
      clock,
      onError: (error) => {
        throw error;
      },
    }),
});

describeProcesses('PostgreSQL', async () => ({ store: 'postgres', where: await server.fresh(), role: 'serve' }));

describePostgresSchema(() => server.fresh());
