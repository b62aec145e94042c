import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Conversation } from '../../src/conversation/types.ts';
import { openSqliteJournal } from '../../src/journal/sqlite/sqlite-journal.ts';
import { goodReport } from '../conversation/reports.ts';
import { begin } from './steps.ts';

/** What a case leaves beside its state: about as many events as messages. */
const EVENTS = 4;

export const seededId = (index: number) => createHash('sha256').update(String(index)).digest('base64url').slice(0, 22);

/** An open case after a probe and a few questions: 3 KB. */
function seededState(index: number): Conversation {
  const report = goodReport();
  const probe = { id: 'p1', target: report.server, status: 'done', messageId: 'm2', seen: [], report, failure: null };
  return {
    ...begin(seededId(index)),
    facts: { answers: { server: report.server, port: '25', client: 'thunderbird' }, error: null, selfCheck: null },
    probe: { ...probe, status: 'done' },
    asked: ['server', 'port', 'client', 'encryption'],
    messages: EVENTS,
    log: Array.from({ length: 6 }, (_, entry) => ({ said: `${index}: ${'what a person says '.repeat(entry + 1)}` })),
  };
}

/** Fills a fresh journal in `folder` with open conversations, and closes it; gives the bytes of one state. */
export async function seedConversations(folder: string, conversations: number): Promise<number> {
  await openSqliteJournal({ folder, role: 'serve', clock: Date.now, onError: console.error }).close();
  const file = new DatabaseSync(join(folder, 'journal.db'));
  const insert = file.prepare(
    `INSERT INTO conversation (id, platform, state, arrivals, effects, wake_at, touched_at, address, person)
     VALUES (?, 'slack', ?, ${EVENTS}, ${EVENTS}, ?, ?, '{"channel":"C1","thread":"1712.34"}', ?)`,
  );
  const insertEvent = file.prepare("INSERT INTO event VALUES ('slack', ?, ?, ?, ?)");
  const insertSent = file.prepare('INSERT INTO sent VALUES (?, ?, ?)');
  const soon = Date.now() + 3_600_000;
  let bytes = 0;
  file.exec('BEGIN');
  for (let index = 0; index < conversations; index++) {
    const id = seededId(index);
    const state = JSON.stringify(seededState(index));
    bytes = Buffer.byteLength(state);
    insert.run(id, state, soon + index, index, `slack:T1:U${index >> 1}`);
    for (let event = 1; event <= EVENTS; event++) {
      insertEvent.run(`Ev${index}-${event}`, id, event, index);
      insertSent.run(id, `m${event}`, `slack:T1/C1/${index}.${event}`);
    }
  }
  file.exec('COMMIT');
  file.close();
  // Opened once more, so that the next start finds a clean end.
  await openSqliteJournal({ folder, role: 'serve', clock: Date.now, onError: console.error }).close();
  return bytes;
}
