import { paragraph, type MessageBlock } from '../message/message.ts';
import { text } from '../message/text.ts';
import { noteOutcome, solved } from './closing.ts';
import type { EngineKnowledge } from './engine-knowledge.ts';
import { handOff } from './hand-off.ts';
import { noteFailure } from './note-failure.ts';
import { askAgain, proceed } from './proceed.ts';
import type { Turn } from './turn.ts';

/** This many remedies that did not help, and the desk takes over. */
const MOST_REMEDIES = 2;

/** Whether the steps helped: the end, or the next cause, or the desk. */
export function onWorked(turn: Turn, value: string, knowledge: EngineKnowledge, remarks: MessageBlock[] = []): void {
  if (value === 'yes') return solved(turn, remarks);
  if (value === 'unknown') return askAgain(turn, knowledge, [...remarks, paragraph(text('conversation:try-first'))]);
  noteOutcome(turn, false);
  noteFailure(turn, knowledge);
  if (turn.conversation.tried.length >= MOST_REMEDIES) return handOff(turn, knowledge, 'unsolved');
  proceed(turn, knowledge, [...remarks, paragraph(text('conversation:next-cause'))]);
}
