import type { DatabaseSync } from 'node:sqlite';
import type { Incoming, Stepper, Taken } from '../journal.ts';
import { readConversation } from '../stored-json.ts';
import { numberIn, textIn } from './column.ts';
import { HELD } from './migrations.ts';
import { inTransaction } from './transaction.ts';

/** Takes events in, each in one transaction; see `Journal.take`. */
export function createTake(
  connection: DatabaseSync,
  clock: () => number,
): (incoming: Incoming, step: Stepper) => Taken {
  const insertEvent = connection.prepare(
    'INSERT INTO event (platform, id, conversation, arrival, taken_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const select = connection.prepare('SELECT state, arrivals, effects FROM conversation WHERE id = ?');
  const save = connection.prepare(
    `INSERT INTO conversation (id, platform, state, arrivals, effects, wake_at, touched_at, address, person)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, arrivals = excluded.arrivals, effects = excluded.effects,
       wake_at = excluded.wake_at, touched_at = excluded.touched_at,
       address = coalesce(excluded.address, address), person = coalesce(person, excluded.person)
     RETURNING platform`,
  );
  const insertEffect = connection.prepare(
    `INSERT INTO effect (conversation, sequence, holds, platform, language, body, created_at, due_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, iif(EXISTS (
       SELECT 1 FROM effect AS earlier
       WHERE earlier.conversation = ?1 AND earlier.sequence < ?2 AND earlier.holds = 1 AND earlier.died_at IS NULL
     ), ${HELD}, ?7))`,
  );

  return ({ platform, eventId, conversation: id, event, address = null, person = null }, step) =>
    inTransaction(connection, () => {
      const now = clock();
      const row = select.get(id);
      const arrival = (row ? numberIn(row, 'arrivals') : 0) + 1;
      if (insertEvent.run(platform, eventId, id, arrival, now).changes === 0) return { repeat: true };

      const { conversation, effects, wakeAt = null } = step(row ? readConversation(textIn(row, 'state')) : null, event);
      const before = row ? numberIn(row, 'effects') : 0;
      const state = JSON.stringify(conversation);
      const saved = save.get(id, platform, state, arrival, before + effects.length, wakeAt, now, address, person);
      const home = saved ? textIn(saved, 'platform') : platform;
      for (const [index, effect] of effects.entries()) {
        const holds = effect.type === 'probe' ? 0 : 1;
        insertEffect.run(id, before + index + 1, holds, home, conversation.language, JSON.stringify(effect), now);
      }
      return { repeat: false, arrival, conversation, effects: effects.length };
    });
}
