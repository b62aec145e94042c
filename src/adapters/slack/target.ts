import type { Delivery } from '../adapter.ts';
import { deskPlace } from './desk-place.ts';
import { isDirect, readPlace } from './place.ts';
import { readMessageId } from './slack-ids.ts';
import type { Tenant } from './tenant.ts';

/** Where a message goes. */
export type Target = Tenant & {
  /** Null: the direct messages with `user`. */
  channel: string | null;
  thread: string | null;
  /** Who can be written to directly if it cannot go there; null: nobody. */
  user: string | null;
  /** Whom the others in the channel see that this is for; null where that is plain. */
  asker: string | null;
};

/**
 * @param home the workspace of the one bot token; null: there are many
 * @returns null when there is no such place: no desk, or an address that is not Slack's
 */
export function targetOf(
  { to, address, root }: Delivery,
  { deskChannel, home }: { deskChannel: string | null; home: string | null },
): Target | null {
  const place = readPlace(address);
  if (to === 'desk') {
    const desk = deskPlace(deskChannel, { home, asking: place });
    return desk && { ...desk, thread: null, user: null, asker: null };
  }
  if (!place) return null;
  const { team, enterprise, user } = place;
  if (place.channel !== null && place.thread !== null) return { ...place, asker: null };
  const first = readMessageId(root);
  if (first) return { team, enterprise, channel: first.channel, thread: first.ts, user, asker: null };
  const isPublic = place.channel !== null && !isDirect(place.channel);
  return { ...place, asker: isPublic ? user : null };
}

/**
 * Whom the conversation's own first message names when it is edited: the line that says so must not vanish.
 *
 * @returns null where the message names nobody
 */
export function askerOfEdited({ address, root, showing }: Delivery): string | null {
  const place = readPlace(address);
  const first = readMessageId(root);
  if (!place || !first || showing.type !== 'edit' || showing.platformId !== root || isDirect(first.channel))
    return null;
  return place.thread === null || place.thread === first.ts ? place.user : null;
}
