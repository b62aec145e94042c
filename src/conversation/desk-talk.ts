import { read } from '../diagnosis/reading/read.ts';
import type { Reading } from '../diagnosis/reading/reading.ts';
import { paragraph } from '../message/message.ts';
import { text } from '../message/text.ts';
import { showDesk } from './desk-state.ts';
import type { EngineKnowledge } from './engine-knowledge.ts';
import { commandOf, onCommand } from './on-command.ts';
import { isChoice } from './on-answer.ts';
import { formWords } from './on-form.ts';
import type { Turn } from './turn.ts';
import type { Event } from './types.ts';

export type PersonsWords = Extract<Event, { type: 'said' | 'answered' | 'filled' }>;

/**
 * Words of the person while the desk has the case. They go into its record. The bot says once that they are passed on, as
 * long as nobody has taken the case; from then on it is silent.
 */
export function onDeskTalk(turn: Turn, event: PersonsWords, knowledge: EngineKnowledge): void {
  const waiting = turn.conversation.desk?.status === 'waiting';
  const first = isFirstSinceHandOff(turn);
  if (event.type === 'said') {
    const reading = readingOf(event.text, turn, knowledge);
    turn.recordWords(reading.redacted);
    const command = waiting ? commandOf(reading) : null;
    if (command) return onCommand(turn, command, knowledge);
  } else if (event.type === 'answered') {
    if (event.chosen === true && !isChoice(event.question, event.value, knowledge)) return;
    turn.recordQuestion(event.question);
    turn.recordWords(readingOf(event.value, turn, knowledge).redacted);
  } else {
    formWords(turn, event, knowledge);
  }
  if (!waiting) return;
  if (first) turn.say({ blocks: [paragraph(text('conversation:desk.noted'))] });
  showDesk(turn, knowledge);
}

function readingOf(words: string, turn: Turn, knowledge: EngineKnowledge): Reading {
  return read(words, { pending: null, knowledge: knowledge.reading, language: turn.conversation.language });
}

/** The mark of the hand-off is the newest but for questions; once words follow it, or it has left the record, it is not. */
function isFirstSinceHandOff({ conversation }: Turn): boolean {
  const last = conversation.log.findLast((entry) => !('asked' in entry));
  return last !== undefined && 'desk' in last;
}
