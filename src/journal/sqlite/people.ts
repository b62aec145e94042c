import type { DatabaseSync } from 'node:sqlite';
import type { Kept, Whereabouts } from '../journal.ts';
import { readConversation } from '../stored-json.ts';
import { numberIn, textIn, textOrNullIn } from './column.ts';

/** Where conversations are held and with whom; see `Journal`. */
export function createPeople(connection: DatabaseSync) {
  const whereabouts = connection.prepare('SELECT platform, address, person FROM conversation WHERE id = ?');
  const casesOf = connection.prepare(
    'SELECT state, address, touched_at FROM conversation WHERE person = ? ORDER BY touched_at DESC, id DESC LIMIT ?',
  );
  const conversationOf = connection.prepare('SELECT conversation FROM sent WHERE platform_id = ? LIMIT 1');

  return {
    whereabouts: (conversation: string): Whereabouts | null => {
      const row = whereabouts.get(conversation);
      if (!row) return null;
      return {
        platform: textIn(row, 'platform'),
        address: textOrNullIn(row, 'address'),
        person: textOrNullIn(row, 'person'),
      };
    },
    casesOf: (person: string, limit: number): Kept[] =>
      casesOf.all(person, limit).map((row) => ({
        conversation: readConversation(textIn(row, 'state')),
        address: textOrNullIn(row, 'address'),
        touchedAt: numberIn(row, 'touched_at'),
      })),
    conversationOf: (platformId: string): string | null => {
      const row = conversationOf.get(platformId);
      return row ? textIn(row, 'conversation') : null;
    },
  };
}
