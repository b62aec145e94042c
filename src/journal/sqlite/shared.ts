import type { DatabaseSync } from 'node:sqlite';
import type { ProbeReport } from '../../conversation/types.ts';
import type { Bucket, ProbeTurn, Spent } from '../journal.ts';
import { PROBE_LEASE_MS, SHARED_RESULT_MS } from '../limits.ts';
import { refill } from '../refill.ts';
import { readReport } from '../stored-json.ts';
import { numberIn, textIn } from './column.ts';
import { inTransaction } from './transaction.ts';

/** What the whole installation shares: buckets and probes under way; see `Journal`. Each call is one transaction. */
export function createShared(connection: DatabaseSync) {
  const level = connection.prepare('SELECT tokens, at FROM bucket WHERE key = ?');
  const saveLevel = connection.prepare('INSERT OR REPLACE INTO bucket (key, tokens, at) VALUES (?, ?, ?)');
  const probe = connection.prepare('SELECT holder, until, report FROM probe_result WHERE target = ?');
  const saveProbe = connection.prepare(
    'INSERT OR REPLACE INTO probe_result (target, holder, until, report) VALUES (?, ?, ?, ?)',
  );
  const shareReport = connection.prepare(
    'UPDATE probe_result SET holder = NULL, report = ?, until = ? WHERE target = ? AND holder = ?',
  );
  const wakeWaiting = connection.prepare('UPDATE effect SET due_at = ?, waits_for = NULL WHERE waits_for = ?');
  const dropExpired = connection.prepare('DELETE FROM probe_result WHERE until <= ?');

  return {
    spend: (key: string, bucket: Bucket, now: number): Spent =>
      inTransaction(connection, () => {
        const row = level.get(key);
        const before = row ? { tokens: numberIn(row, 'tokens'), at: numberIn(row, 'at') } : null;
        const after = refill(bucket, before, now);
        saveLevel.run(key, after.level.tokens, after.level.at);
        return after.spent;
      }),

    beginProbe: (target: string, holder: string, now: number): ProbeTurn =>
      inTransaction(connection, () => {
        dropExpired.run(now);
        const row = probe.get(target);
        if (row?.['report']) return { type: 'known', report: readReport(textIn(row, 'report')) };
        if (row && row['holder'] !== holder) {
          return { type: 'wait', at: numberIn(row, 'until') };
        }
        saveProbe.run(target, holder, now + PROBE_LEASE_MS, null);
        return { type: 'run' };
      }),

    endProbe: (target: string, holder: string, report: ProbeReport | null, now: number): void => {
      inTransaction(connection, () => {
        const until = report ? now + SHARED_RESULT_MS : now;
        shareReport.run(report ? JSON.stringify(report) : null, until, target, holder);
        wakeWaiting.run(now, target);
      });
    },
  };
}
