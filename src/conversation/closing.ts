import { paragraph, type MessageBlock } from '../message/message.ts';
import { text } from '../message/text.ts';
import { leaveDesk } from './desk-state.ts';
import type { EngineKnowledge } from './engine-knowledge.ts';
import type { Turn } from './turn.ts';

/** The person can send again. */
export function solved(turn: Turn, remarks: MessageBlock[]): void {
  noteOutcome(turn, true);
  turn.say({ blocks: [...remarks, paragraph(text('conversation:solved'))] });
  turn.update({ status: 'closed', resolved: true, pending: null });
  turn.do({ type: 'end', resolved: true });
}

/** The person wants to stop. The open question stays, so that it can be taken up again. */
export function close(turn: Turn, knowledge: EngineKnowledge): void {
  turn.say({ blocks: [paragraph(text('conversation:ended'))] });
  leaveDesk(turn, 'resolved', knowledge);
  turn.update({ status: 'closed' });
  turn.do({ type: 'end', resolved: turn.conversation.resolved });
}

/** Whoever speaks again after the end goes on where the talk stopped. */
export function reopen(turn: Turn): void {
  if (turn.conversation.status === 'closed') turn.update({ status: 'open', resolved: false });
}

/** Whether the remedy that was given last helped; told once. */
export function noteOutcome(turn: Turn, worked: boolean): void {
  const { advised, advisedRemedy } = turn.conversation;
  if (advised === null || advisedRemedy === null) return;
  turn.update({ advisedRemedy: null });
  turn.do({ type: 'outcome', cause: advised, remedy: advisedRemedy, worked });
}
