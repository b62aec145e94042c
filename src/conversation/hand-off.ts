import { paragraph, type MessageBlock } from '../message/message.ts';
import { text } from '../message/text.ts';
import { atDesk, moveAtDesk } from './desk-state.ts';
import type { EngineKnowledge } from './engine-knowledge.ts';
import { caseSummary } from './messages/case-summary.ts';
import { deskMessage } from './messages/desk-message.ts';
import type { Turn } from './turn.ts';

/** Why a person takes over: they were asked for, or the steps did not help. */
export type HandOffReason = 'asked' | 'unsolved';

/**
 * Passes the case to the people at the desk. Where they cannot be reached on the platform the person is told whom to ask
 * and what to tell them.
 */
export function handOff(turn: Turn, knowledge: EngineKnowledge, reason: HandOffReason): void {
  const { contact, name, reachable } = knowledge.desk;
  const reference = turn.conversation.id;
  if (atDesk(turn.conversation)) {
    const blocks = [paragraph(text('conversation:hand-off.already', { reference: { code: reference } }))];
    return void turn.say({ blocks });
  }
  turn.say({ blocks: reachable ? passedOn(turn, knowledge, reason) : whomToAsk(turn, knowledge, reason) });
  turn.update({ status: 'handed-off' });
  // The question waits while the desk has the case: should the bot get it back, it goes on there.
  if (reachable) moveAtDesk(turn, { status: 'waiting', by: null });
  else turn.update({ pending: null });
  const message = deskMessage(turn.conversation, knowledge);
  turn.do({ type: 'hand-off', to: name?.[turn.conversation.language] ?? contact, reference, message });
}

function passedOn(turn: Turn, knowledge: EngineKnowledge, reason: HandOffReason): MessageBlock[] {
  const reference = turn.conversation.id;
  return [
    paragraph(text(reason === 'asked' ? 'conversation:hand-off.asked' : 'conversation:hand-off.unsolved')),
    paragraph(text('conversation:hand-off.passed-on', { reference: { code: reference } })),
    ...hoursBlocks(knowledge),
  ];
}

function whomToAsk(turn: Turn, knowledge: EngineKnowledge, reason: HandOffReason): MessageBlock[] {
  const { contact, name } = knowledge.desk;
  return [
    paragraph(text(reason === 'asked' ? 'conversation:hand-off.asked' : 'conversation:hand-off.offer')),
    ...(name === null || contact === null
      ? []
      : [paragraph(text('conversation:hand-off.desk', { desk: { names: name } }))]),
    paragraph(
      contact === null
        ? text('conversation:hand-off.no-contact')
        : text('conversation:hand-off.contact', { contact: { code: contact } }),
    ),
    ...hoursBlocks(knowledge),
    paragraph(text('conversation:hand-off.reference', { reference: { code: turn.conversation.id } })),
    ...caseSummary(turn.conversation, knowledge),
  ];
}

function hoursBlocks({ desk }: EngineKnowledge): MessageBlock[] {
  return desk.hours ? [paragraph(text('conversation:hand-off.hours', { hours: { names: desk.hours } }))] : [];
}
