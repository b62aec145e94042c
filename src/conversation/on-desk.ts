import { paragraph, type Text } from '../message/message.ts';
import { text } from '../message/text.ts';
import { atDesk, moveAtDesk, showDesk } from './desk-state.ts';
import type { EngineKnowledge } from './engine-knowledge.ts';
import { ask, proceed } from './proceed.ts';
import type { Turn } from './turn.ts';
import type { DeskState, Event } from './types.ts';

type DeskActed = Extract<Event, { type: 'desk-acted' }>;

/** States in which each button works; pressed in another, the message at the desk was out of date. */
const ALLOWED_IN: Record<DeskActed['action'], DeskState['status'][]> = {
  claim: ['waiting'],
  'hand-back': ['claimed'],
  resolve: ['waiting', 'claimed'],
};

/** Somebody at the desk pressed a button. Of two who claim, the first has the case. */
export function onDesk(turn: Turn, { action, by }: DeskActed, knowledge: EngineKnowledge): void {
  const { desk } = turn.conversation;
  if (!desk || !atDesk(turn.conversation) || !ALLOWED_IN[action].includes(desk.status))
    return showDesk(turn, knowledge);
  const person = { person: by };
  switch (action) {
    case 'claim':
      moveAtDesk(turn, { status: 'claimed', by });
      tell(turn, text('conversation:desk.claimed', { person }));
      return showDesk(turn, knowledge);
    case 'hand-back':
      moveAtDesk(turn, { status: 'handed-back', by });
      turn.update({ status: 'open' });
      showDesk(turn, knowledge);
      return goOn(turn, text('conversation:desk.handed-back'), knowledge);
    case 'resolve':
      moveAtDesk(turn, { status: 'resolved', by });
      turn.update({ status: 'closed', resolved: true, pending: null });
      tell(turn, text('conversation:desk.resolved', { person }));
      showDesk(turn, knowledge);
      turn.do({ type: 'end', resolved: true });
  }
}

/** The question that waited when the desk took the case is still the next one. */
function goOn(turn: Turn, opening: Text, knowledge: EngineKnowledge): void {
  const { pending } = turn.conversation;
  if (pending) ask(turn, pending, knowledge, [paragraph(opening)]);
  else proceed(turn, knowledge, [paragraph(opening)]);
}

function tell(turn: Turn, words: Text): void {
  turn.say({ blocks: [paragraph(words)] });
}
