import type { Claimed, Outcome } from '../journal/effect-queue.ts';
import type { Message } from '../message/message.ts';
import type { EffectOf, HostParts } from './host-parts.ts';
import { DESK_MESSAGE, deliver } from './show.ts';
import { seatOf } from './take.ts';

/** A case goes to the desk: kept in the journal, shown in the desk's channel where there is one. */
export async function caseOpened(parts: HostParts, claimed: Claimed, effect: EffectOf<'hand-off'>): Promise<Outcome> {
  const { journal, observer, clock } = parts;
  const { conversation, platform } = claimed;
  const { to, reference, message } = effect;
  if (claimed.attempt === 1) {
    await journal.count('cases:handed-off', 1);
    observer.handedOff();
  }
  await journal.openCase({ reference, conversation, body: JSON.stringify(message), openedAt: clock() });
  const { capabilities } = seatOf(parts.seats, platform).adapter;
  if (capabilities.data) return deliver(parts, claimed, 'person', { type: 'hand-off', to, reference });
  const held = await journal.load(conversation);
  if (!held?.desk) return { type: 'done' };
  return showCase(parts, claimed, message, await journal.sentAs(conversation, DESK_MESSAGE));
}

/** What became of the case, in the desk's channel. */
export async function caseChanged(parts: HostParts, claimed: Claimed, effect: EffectOf<'desk-edit'>): Promise<Outcome> {
  const { journal, clock } = parts;
  const { conversation } = claimed;
  const held = await journal.load(conversation);
  if (held?.desk?.status === 'resolved') await journal.closeCase(conversation, clock());
  const platformId = await journal.sentAs(conversation, DESK_MESSAGE);
  return platformId === null ? { type: 'done' } : showCase(parts, claimed, effect.message, platformId);
}

/** @param platformId of the message that already shows the case; null: there is none yet */
function showCase(parts: HostParts, claimed: Claimed, shown: Message, platformId: string | null): Promise<Outcome> {
  const document = parts.translator.document(claimed.language, shown);
  const message = DESK_MESSAGE;
  if (platformId === null) return deliver(parts, claimed, 'desk', { type: 'say', message, document });
  return deliver(parts, claimed, 'desk', { type: 'edit', message, platformId, document, final: true });
}
