import type { Effect } from '../conversation/types.ts';
import type { Claimed, Outcome } from '../journal/effect-queue.ts';
import type { HostParts } from './host-parts.ts';
import { DESK_MESSAGE, deliver } from './show.ts';
import { seatOf } from './take.ts';

type Of<Type extends Effect['type']> = Extract<Effect, { type: Type }>;

/** A case goes to the desk: kept in the journal, shown in the desk's channel where there is one. */
export async function caseOpened(parts: HostParts, claimed: Claimed, effect: Of<'hand-off'>): Promise<Outcome> {
  const { journal, translator, observer, clock } = parts;
  const { conversation, language, platform } = claimed;
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
  const document = translator.document(language, message);
  const platformId = await journal.sentAs(conversation, DESK_MESSAGE);
  if (platformId === null) return deliver(parts, claimed, 'desk', { type: 'say', message: DESK_MESSAGE, document });
  return deliver(parts, claimed, 'desk', { type: 'edit', message: DESK_MESSAGE, platformId, document, final: true });
}

/** What became of the case, in the desk's channel. */
export async function caseChanged(parts: HostParts, claimed: Claimed, effect: Of<'desk-edit'>): Promise<Outcome> {
  const { journal, translator, clock } = parts;
  const { conversation, language } = claimed;
  const held = await journal.load(conversation);
  if (held?.desk?.status === 'resolved') await journal.closeCase(conversation, clock());
  const platformId = await journal.sentAs(conversation, DESK_MESSAGE);
  if (platformId === null) return { type: 'done' };
  const document = translator.document(language, effect.message);
  return deliver(parts, claimed, 'desk', { type: 'edit', message: DESK_MESSAGE, platformId, document, final: true });
}
