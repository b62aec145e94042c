import { afterAll } from 'vitest';
import { openPostgresJournal } from '../../src/journal/postgres/postgres-journal.ts';
import { startPostgres } from '../journal/start-postgres.ts';
import { describeHost } from './host-contract.ts';

const server = await startPostgres();
afterAll(() => server.stop());

let url = '';
describeHost({
  name: 'PostgreSQL',
  // A thousand are asked for on SQLite, and as many talk in test/serve/many-processes.test.ts.
  crowd: 250,
  fresh: async () => void (url = await server.fresh()),
  open: (clock) => openPostgresJournal({ url, clock, onError: console.error }),
});
