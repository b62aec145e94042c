import { afterAll } from 'vitest';
import { openPostgresJournal } from '../../src/journal/postgres/postgres-journal.ts';
import { startPostgres } from '../journal/start-postgres.ts';
import { describeHost } from './host-contract.ts';

const server = await startPostgres();
afterAll(() => server.stop());

let url = '';
describeHost({
  name: 'PostgreSQL',
  fresh: async () => void (url = await server.fresh()),
  open: (clock) => openPostgresJournal({ url, clock, onError: console.error }),
});
