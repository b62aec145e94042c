import type { Pool } from 'pg';
import type { Case } from '../journal.ts';

/** Installations, cases and figures; see `Journal`. */
export function createDesk(pool: Pool) {
  return {
    async saveInstallation(key: string, bytes: Uint8Array): Promise<void> {
      await pool.query(
        `INSERT INTO op25b.installation (key, bytes) VALUES ($1, $2)
         ON CONFLICT (key) DO UPDATE SET bytes = excluded.bytes`,
        [key, Buffer.from(bytes)],
      );
    },

    async loadInstallation(key: string): Promise<Uint8Array | null> {
      const text = 'SELECT bytes FROM op25b.installation WHERE key = $1';
      const { rows } = await pool.query<{ bytes: Uint8Array }>(text, [key]);
      return rows[0] ? Uint8Array.from(rows[0].bytes) : null;
    },

    async deleteInstallation(key: string): Promise<void> {
      await pool.query('DELETE FROM op25b.installation WHERE key = $1', [key]);
    },

    async openCase({ reference, conversation, body, openedAt }: Omit<Case, 'closedAt'>): Promise<void> {
      await pool.query(
        `INSERT INTO op25b.desk_case (reference, conversation, body, opened_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING`,
        [reference, conversation, body, openedAt],
      );
    },

    async closeCase(reference: string, at: number): Promise<void> {
      await pool.query('UPDATE op25b.desk_case SET closed_at = $2 WHERE reference = $1 AND closed_at IS NULL', [
        reference,
        at,
      ]);
    },

    async openCases(limit: number): Promise<Case[]> {
      const { rows } = await pool.query<Case>(
        `SELECT reference, conversation, body, opened_at AS "openedAt", closed_at AS "closedAt" FROM op25b.desk_case
         WHERE closed_at IS NULL ORDER BY opened_at, reference LIMIT $1`,
        [limit],
      );
      return rows;
    },

    async count(figure: string, by: number): Promise<void> {
      await pool.query(
        `INSERT INTO op25b.figure AS figure (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = figure.value + excluded.value`,
        [figure, by],
      );
    },

    async figures(): Promise<Map<string, number>> {
      const { rows } = await pool.query<{ name: string; value: number }>(
        'SELECT name, value FROM op25b.figure ORDER BY name',
      );
      return new Map(rows.map(({ name, value }) => [name, value]));
    },
  };
}
