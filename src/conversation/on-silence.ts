import { paragraph, type MessageBlock } from '../message/message.ts';
import { text } from '../message/text.ts';
import type { EngineKnowledge } from './engine-knowledge.ts';
import { caseSummary } from './messages/case-summary.ts';
import { ask } from './proceed.ts';
import type { Turn } from './turn.ts';
import { isAwaiting } from './wake-in.ts';

/** As it is typed on Slack and Discord; the reader knows it on the terminal, too. */
const RESUME_COMMAND = '/op25b resume';

/** The person has not answered for a while: first one gentle reminder, then the case is closed so that it can be taken up again. */
export function onSilence(turn: Turn, knowledge: EngineKnowledge): void {
  const { conversation } = turn;
  if (!isAwaiting(conversation) || conversation.pending === null) return;
  if (!conversation.reminded) {
    const what = text(`conversation:awaited.${conversation.pending}`);
    turn.update({ reminded: true });
    return ask(turn, conversation.pending, knowledge, [paragraph(text('conversation:reminder', { what }))]);
  }
  const summary = caseSummary(conversation, knowledge);
  const blocks: MessageBlock[] = [
    paragraph(text('conversation:silence.closed')),
    ...(summary.length > 0 ? [paragraph(text('conversation:silence.so-far')), ...summary] : []),
    paragraph(text('conversation:silence.resume', { command: { code: RESUME_COMMAND } })),
  ];
  turn.say({ blocks });
  turn.update({ status: 'closed' });
  turn.do({ type: 'end', resolved: false });
}
