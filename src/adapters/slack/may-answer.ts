import type { DeskRight } from '../desk-rights.ts';
import { isAtDeskChannel } from './desk-place.ts';
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

/** Whether somebody may do this with a case of the desk: only in its channel, and only who the desk file lets. */
export function mayActAtDesk(intake: Intake, actor: Actor, channel: string, right: DeskRight): boolean {
  return isAtDeskChannel(intake.deskChannel, actor, channel) && intake.deskRights([actor.user], right) !== false;
}
