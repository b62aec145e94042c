import { isDirect, readPlace, type Place } from './place.ts';
import type { Intake, Actor } from './intake.ts';

/** Where a button was pressed. */
export type Pressed = { channel: string; message: string; thread: string | null };

/**
 * Whether somebody may answer there: only where the conversation is held. In a channel that is anybody who reads the
 * thread, in direct messages the person themselves.
 *
 * @returns where it goes on from now on; null: they may not
 */
export async function placeToAnswer(
  intake: Intake,
  actor: Actor,
  conversation: string,
  { channel, message, thread }: Pressed,
): Promise<Place | null> {
  const whereabouts = await intake.inbox.whereabouts(conversation);
  const place = whereabouts?.platform === 'slack' ? readPlace(whereabouts.address) : null;
  if (!place || place.team !== actor.team) return null;
  const ownDirect = isDirect(channel) && place.user === actor.user;
  if (place.channel !== channel && !ownDirect) return null;
  return { ...place, channel, thread: thread ?? message };
}

/** Whether the channel is that of the desk, which is configured as `C0123` or `T0123/C0123`. */
export function isDeskChannel(intake: Intake, actor: Actor, channel: string): boolean {
  return intake.deskChannel === channel || intake.deskChannel === `${actor.team}/${channel}`;
}
