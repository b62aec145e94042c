import type { QuestionId } from '../diagnosis/reading/reading.ts';
import { paragraph, type MessageBlock } from '../message/message.ts';
import { text } from '../message/text.ts';
import { reopen } from './closing.ts';
import type { EngineKnowledge } from './engine-knowledge.ts';
import { onText } from './on-text.ts';
import { onWorked } from './on-worked.ts';
import { askAgain, proceed } from './proceed.ts';
import { clientRemarks } from './take-in.ts';
import type { Turn } from './turn.ts';
import type { Event } from './types.ts';

type Answered = Extract<Event, { type: 'answered' }>;

/** An answer by choice id, or free text for the question it names. */
export function onAnswer(turn: Turn, { question, value, chosen }: Answered, knowledge: EngineKnowledge): void {
  if (!isChoice(question, value, knowledge)) {
    // A choice that is none was forged, or the desk file has taken it away since: its id is not what the person wrote.
    return chosen === true ? askAgain(turn, knowledge, []) : onText(turn, value, knowledge, question);
  }
  reopen(turn);
  turn.recordQuestion(question);
  turn.recordWords(value);
  if (question === 'worked') return onWorked(turn, value, knowledge);
  const before = turn.conversation.facts.answers.client;
  turn.answer(question, value);
  const remarks: MessageBlock[] = clientRemarks(before, turn, knowledge);
  if (question === 'server') remarks.push(paragraph(text('conversation:server-unknown')));
  proceed(turn, knowledge, remarks);
}

/** The value is one that the question offers; every question takes "I don't know". */
export function isChoice(question: QuestionId, value: string, { diagnosis }: EngineKnowledge): boolean {
  if (value === 'unknown') return true;
  if (question === 'client' && diagnosis.clients.some(({ id }) => id === value)) return true;
  if (question === 'line' && diagnosis.lines.some(({ id }) => id === value)) return true;
  return diagnosis.questions.find(({ id }) => id === question)?.choices.includes(value) === true;
}
