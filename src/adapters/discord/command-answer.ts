import type { APIApplicationCommandInteraction } from 'discord.js';
import type { Address } from './address.ts';
import { placeFor } from './begin.ts';
import type { Asked } from './person-of.ts';
import { wishOf, type Wish } from './wish.ts';

/** How a command is answered at first, which settles who sees the rest. `inThread`: it was used in a thread. */
export type CommandAnswer = { wish: Wish; place: Address['place']; inThread: boolean; quiet: boolean };

/** Pure and quick, since the answer must not wait. Null for a command that is none of ours. */
export function commandAnswer(interaction: APIApplicationCommandInteraction, asked: Asked): CommandAnswer | null {
  const wish = wishOf(interaction);
  if (wish === null) return null;
  const place = placeFor(interaction, asked, wish.inPrivate);
  const inThread = asked.parent !== null && place === 'channel';
  const ownAnswer = place === 'direct' || inThread || (place === 'answers' && wish.inPrivate);
  return { wish, place, inThread, quiet: wish.action !== null || ownAnswer };
}
