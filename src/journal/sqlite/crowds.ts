import type { DatabaseSync } from 'node:sqlite';
import type { Crowd } from '../journal.ts';
import { CROWD_KNOWN_MS, CROWD_SIZE, CROWD_WINDOW_MS } from '../limits.ts';
import { personMark } from '../person-mark.ts';
import { numberIn, numberOrNullIn } from './column.ts';
import { inTransaction } from './transaction.ts';

/** Notices when several people have the same trouble; see `Journal.report`. */
export function createCrowds(connection: DatabaseSync) {
  const dropReports = connection.prepare('DELETE FROM report WHERE at <= ?');
  const dropCrowds = connection.prepare('DELETE FROM crowd WHERE last_at <= ?');
  const note = connection.prepare(
    `INSERT INTO report (subject, person_mark, at) VALUES (?, ?, ?)
     ON CONFLICT (subject, person_mark) DO UPDATE SET at = max(at, excluded.at)`,
  );
  const countPeople = connection.prepare('SELECT count(*) AS people FROM report WHERE subject = ?');
  const touch = connection.prepare(
    `INSERT INTO crowd (subject, last_at) VALUES (?, ?)
     ON CONFLICT (subject) DO UPDATE SET last_at = max(last_at, excluded.last_at) RETURNING since`,
  );
  const begin = connection.prepare('UPDATE crowd SET since = ? WHERE subject = ?');

  return {
    report: (subject: string, person: string, now: number): Crowd =>
      inTransaction(connection, () => {
        dropReports.run(now - CROWD_WINDOW_MS);
        dropCrowds.run(now - CROWD_KNOWN_MS);
        note.run(subject, personMark(subject, person), now);
        const people = numberIn(countPeople.get(subject) ?? {}, 'people');
        const since = numberOrNullIn(touch.get(subject, now) ?? {}, 'since');
        if (since !== null || people < CROWD_SIZE) return { people, isNew: false, since };
        begin.run(now, subject);
        return { people, isNew: true, since: now };
      }),
  };
}
