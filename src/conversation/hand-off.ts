import { paragraph, type MessageBlock, type Text } from '../message/message.ts';
import { text } from '../message/text.ts';
import type { EngineKnowledge } from './engine-knowledge.ts';
import { caseSummary } from './messages/case-summary.ts';
import type { Turn } from './turn.ts';

/** Passes the case to the people at the desk; without a desk the person is told whom to ask. */
export function handOff(turn: Turn, knowledge: EngineKnowledge, reason: Text): void {
  const { contact, name } = knowledge.desk;
  const reference = turn.conversation.id;
  const blocks: MessageBlock[] = [
    paragraph(reason),
    paragraph(
      contact === null
        ? text('conversation:hand-off.no-contact')
        : text('conversation:hand-off.contact', { contact: { code: contact } }),
    ),
    paragraph(text('conversation:hand-off.reference', { reference: { code: reference } })),
    ...caseSummary(turn.conversation, knowledge),
  ];
  turn.say({ blocks });
  turn.do({ type: 'hand-off', to: name ?? contact, reference });
  turn.update({ status: 'handed-off', pending: null });
}
