import { paragraph, type Language } from '../message/message.ts';
import { text } from '../message/text.ts';
import { begin } from './begin.ts';
import { atDesk } from './desk-state.ts';
import { onDeskTalk, type PersonsWords } from './desk-talk.ts';
import type { EngineKnowledge } from './engine-knowledge.ts';
import { onAnswer } from './on-answer.ts';
import { onCommand, onLanguage } from './on-command.ts';
import { onDesk } from './on-desk.ts';
import { onForm } from './on-form.ts';
import { onProbe } from './on-probe.ts';
import { onSilence } from './on-silence.ts';
import { onText } from './on-text.ts';
import { proceed } from './proceed.ts';
import { onCrowdKnown, reportSubjects } from './subjects.ts';
import { Turn } from './turn.ts';
import type { Conversation, Event, Step } from './types.ts';

export type Engine = {
  /** A conversation that has not begun; the first event is usually `started`, `said` or `filled`. */
  begin(id: string, language: Language): Conversation;
  /** One event in, the conversation as it is then and what is to be done out. Pure: no clock, no network, no chance. */
  step(conversation: Conversation, event: Event): Step;
};

export function createEngine(knowledge: EngineKnowledge): Engine {
  return { begin, step: (conversation, event) => step(conversation, event, knowledge) };
}

/** What only the person does; each of these shows that they are still there. */
const BY_THE_PERSON: Event['type'][] = ['started', 'said', 'answered', 'filled', 'commanded', 'language-chosen'];

function step(conversation: Conversation, event: Event, knowledge: EngineKnowledge): Step {
  const turn = new Turn(conversation);
  if (BY_THE_PERSON.includes(event.type)) turn.update({ reminded: false });
  take(turn, event, knowledge);
  reportSubjects(turn, knowledge);
  return turn.step();
}

function take(turn: Turn, event: Event, knowledge: EngineKnowledge): void {
  switch (event.type) {
    case 'started':
      return proceed(turn, knowledge, [paragraph(text('conversation:greeting'))]);
    case 'said':
    case 'answered':
    case 'filled':
      return atDesk(turn.conversation) ? onDeskTalk(turn, event, knowledge) : onWords(turn, event, knowledge);
    case 'commanded':
      return onCommand(turn, event.command, knowledge);
    case 'language-chosen':
      return onLanguage(turn, event.language, knowledge);
    case 'silent':
      return onSilence(turn, knowledge);
    case 'crowd-known':
      return onCrowdKnown(turn, event.subject, knowledge);
    case 'desk-acted':
      return onDesk(turn, event, knowledge);
    default:
      return onProbe(turn, event, knowledge);
  }
}

function onWords(turn: Turn, event: PersonsWords, knowledge: EngineKnowledge): void {
  switch (event.type) {
    case 'said':
      return onText(turn, event.text, knowledge, turn.conversation.pending);
    case 'answered':
      return onAnswer(turn, event, knowledge);
    case 'filled':
      return onForm(turn, event, knowledge);
  }
}
