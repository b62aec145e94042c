import type { Pool } from 'pg';
import type { Kept, Whereabouts } from '../journal.ts';
import { readConversation } from '../stored-json.ts';

/** Where conversations are held and with whom; see `Journal`. */
export function createPeople(pool: Pool) {
  return {
    async whereabouts(conversation: string): Promise<Whereabouts | null> {
      const text = 'SELECT platform, address, person FROM op25b.conversation WHERE id = $1 AND state IS NOT NULL';
      const { rows } = await pool.query<Whereabouts>(text, [conversation]);
      return rows[0] ?? null;
    },

    async casesOf(person: string, limit: number): Promise<Kept[]> {
      const { rows } = await pool.query<Omit<Kept, 'conversation'> & { state: string }>(
        `SELECT state, address, touched_at AS "touchedAt" FROM op25b.conversation
         WHERE person = $1 AND state IS NOT NULL ORDER BY touched_at DESC, id DESC LIMIT $2`,
        [person, limit],
      );
      return rows.map(({ state, ...row }) => ({ ...row, conversation: readConversation(state) }));
    },

    async conversationOf(platformId: string): Promise<string | null> {
      const text = 'SELECT conversation FROM op25b.sent WHERE platform_id = $1 LIMIT 1';
      const { rows } = await pool.query<{ conversation: string }>(text, [platformId]);
      return rows[0]?.conversation ?? null;
    },
  };
}
