import type { EngineKnowledge } from './engine-knowledge.ts';
import { deskMessage } from './messages/desk-message.ts';
import type { Turn } from './turn.ts';
import type { Conversation, DeskState } from './types.ts';

/** The desk has the case: somebody there answers, not the bot. */
export function atDesk({ status, desk }: Conversation): boolean {
  return status === 'handed-off' && (desk?.status === 'waiting' || desk?.status === 'claimed');
}

/** The case changes hands; its record says so. */
export function moveAtDesk(turn: Turn, desk: DeskState): void {
  turn.update({ desk });
  turn.record({ desk: desk.status });
}

/** Shows the desk the case as it is now. */
export function showDesk(turn: Turn, knowledge: EngineKnowledge): void {
  turn.do({ type: 'desk-edit', message: deskMessage(turn.conversation, knowledge) });
}

/** The person ends the talk or goes back to the bot while the desk has the case: nobody there need take it up any more. */
export function leaveDesk(turn: Turn, status: 'resolved' | 'handed-back', knowledge: EngineKnowledge): void {
  if (!atDesk(turn.conversation)) return;
  moveAtDesk(turn, { status, by: null });
  showDesk(turn, knowledge);
}
