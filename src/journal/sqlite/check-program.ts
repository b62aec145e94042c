import { DatabaseSync } from 'node:sqlite';
import { verdictOf } from './check-whole.ts';

/** Checks the journal whose path is its argument, and writes the verdict: `ok`, or what is damaged. */
const connection = new DatabaseSync(process.argv[2] ?? '', { readOnly: true });
process.stdout.write(verdictOf(connection, 'integrity_check'));
connection.close();
