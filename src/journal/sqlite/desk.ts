import type { DatabaseSync } from 'node:sqlite';
import type { Case } from '../journal.ts';
import { numberIn, numberOrNullIn, textIn } from './column.ts';

/** Installations, cases and figures; see `Journal`. Each call is one transaction. */
export function createDesk(connection: DatabaseSync) {
  const saveInstallation = connection.prepare(
    'INSERT INTO installation (key, bytes) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET bytes = excluded.bytes',
  );
  const loadInstallation = connection.prepare('SELECT bytes FROM installation WHERE key = ?');
  const deleteInstallation = connection.prepare('DELETE FROM installation WHERE key = ?');
  const openCase = connection.prepare(
    'INSERT INTO desk_case (reference, conversation, body, opened_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const closeCase = connection.prepare('UPDATE desk_case SET closed_at = ? WHERE reference = ? AND closed_at IS NULL');
  const openCases = connection.prepare(
    'SELECT * FROM desk_case WHERE closed_at IS NULL ORDER BY opened_at, reference LIMIT ?',
  );
  const count = connection.prepare(
    'INSERT INTO figure (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + excluded.value',
  );
  const figures = connection.prepare('SELECT name, value FROM figure ORDER BY name');

  return {
    saveInstallation: (key: string, bytes: Uint8Array): void => void saveInstallation.run(key, bytes),
    loadInstallation: (key: string): Uint8Array | null => {
      const bytes = loadInstallation.get(key)?.['bytes'];
      return bytes instanceof Uint8Array ? bytes : null;
    },
    deleteInstallation: (key: string): void => void deleteInstallation.run(key),
    openCase: ({ reference, conversation, body, openedAt }: Omit<Case, 'closedAt'>): void =>
      void openCase.run(reference, conversation, body, openedAt),
    closeCase: (reference: string, at: number): void => void closeCase.run(at, reference),
    openCases: (limit: number): Case[] =>
      openCases.all(limit).map((row) => ({
        reference: textIn(row, 'reference'),
        conversation: textIn(row, 'conversation'),
        body: textIn(row, 'body'),
        openedAt: numberIn(row, 'opened_at'),
        closedAt: numberOrNullIn(row, 'closed_at'),
      })),
    count: (figure: string, by: number): void => void count.run(figure, by),
    figures: (): Map<string, number> =>
      new Map(figures.all().map((row) => [textIn(row, 'name'), numberIn(row, 'value')])),
  };
}
