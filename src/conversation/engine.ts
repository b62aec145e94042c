import { NO_FACTS } from '../diagnosis/facts.ts';
import type { QuestionId, Reading } from '../diagnosis/reading/reading.ts';
import { read } from '../diagnosis/reading/read.ts';
import { paragraph, type Language, type MessageBlock } from '../message/message.ts';
import { dataText, text } from '../message/text.ts';
import type { EngineKnowledge } from './engine-knowledge.ts';
import { handOff } from './hand-off.ts';
import { noteFailure } from './note-failure.ts';
import { onProbe } from './on-probe.ts';
import { ask, proceed, startProbe } from './proceed.ts';
import { clientRemarks, takeIn, withBarePort } from './take-in.ts';
import { Turn } from './turn.ts';
import type { Conversation, Event, Step } from './types.ts';

/** This many remedies that did not help, and the desk takes over. */
const MOST_REMEDIES = 2;

export type Engine = {
  /** A conversation that has not begun; the first event is usually `started` or `said`. */
  begin(id: string, language: Language): Conversation;
  /** One event in, the conversation as it is then and what is to be done out. Pure: no clock, no network, no chance. */
  step(conversation: Conversation, event: Event): Step;
};

export function createEngine(knowledge: EngineKnowledge): Engine {
  return { begin, step: (conversation, event) => step(conversation, event, knowledge) };
}

function begin(id: string, language: Language): Conversation {
  return {
    version: 1,
    id,
    language,
    languageFixed: false,
    heard: false,
    facts: NO_FACTS,
    probe: null,
    pending: null,
    asked: [],
    tried: [],
    advised: null,
    status: 'open',
    resolved: false,
    messages: 0,
  };
}

function step(conversation: Conversation, event: Event, knowledge: EngineKnowledge): Step {
  const turn = new Turn(conversation);
  switch (event.type) {
    case 'started':
      proceed(turn, knowledge, [paragraph(text('conversation:greeting'))]);
      break;
    case 'said':
      onText(turn, event.text, knowledge, turn.conversation.pending);
      break;
    case 'answered':
      onAnswer(turn, event.question, event.value, knowledge);
      break;
    case 'commanded':
      onCommand(turn, event.command, knowledge);
      break;
    case 'language-chosen':
      onLanguage(turn, event.language, knowledge);
      break;
    default:
      onProbe(turn, event, knowledge);
  }
  return turn.step();
}

function onCommand(turn: Turn, command: 'restart' | 'end' | 'hand-off', knowledge: EngineKnowledge): void {
  if (command === 'hand-off') return handOff(turn, knowledge, text('conversation:hand-off.asked'));
  if (command === 'end') return close(turn, turn.conversation.resolved);
  const { id, language, languageFixed, messages } = turn.conversation;
  turn.update({ ...begin(id, language), languageFixed, messages });
  proceed(turn, knowledge, [paragraph(text('conversation:restarted'))]);
}

function onLanguage(turn: Turn, language: Language, knowledge: EngineKnowledge): void {
  turn.update({ language, languageFixed: true });
  const remarks = [paragraph(text('conversation:language-changed'))];
  if (turn.conversation.pending) ask(turn, turn.conversation.pending, knowledge, remarks);
  else turn.say({ blocks: remarks });
}

/** An answer by choice id, or free text for the question it names. */
function onAnswer(turn: Turn, question: QuestionId, value: string, knowledge: EngineKnowledge): void {
  const row = knowledge.diagnosis.questions.find((candidate) => candidate.id === question);
  const client = question === 'client' && knowledge.diagnosis.clients.some((candidate) => candidate.id === value);
  const line = question === 'line' && knowledge.diagnosis.lines.some((candidate) => candidate.id === value);
  const isChoice = value === 'unknown' || row?.choices.includes(value) === true || client || line;
  if (!isChoice) return onText(turn, value, knowledge, question);
  reopen(turn);
  if (question === 'worked') return onWorked(turn, value, knowledge);
  const before = turn.conversation.facts.answers.client;
  turn.answer(question, value);
  const remarks: MessageBlock[] = clientRemarks(before, turn, knowledge);
  if (question === 'server') remarks.push(paragraph(text('conversation:server-unknown')));
  proceed(turn, knowledge, remarks);
}

function onText(turn: Turn, said: string, knowledge: EngineKnowledge, pending: QuestionId | null): void {
  const reading = read(said, { pending, knowledge: knowledge.reading, language: turn.conversation.language });
  const firstWords = !turn.conversation.heard;
  const changed = adoptLanguage(turn, reading);
  const begun = turn.conversation.messages > 0;
  const has = (intent: Reading['intents'][number]) => reading.intents.includes(intent);
  if (has('restart')) return onCommand(turn, 'restart', knowledge);
  if (has('end')) return close(turn, turn.conversation.resolved);
  if (has('human')) return handOff(turn, knowledge, text('conversation:hand-off.asked'));
  reopen(turn);

  const client = turn.conversation.facts.answers.client;
  const taken = takeIn(turn, withBarePort(reading, said));
  taken.remarks.push(...clientRemarks(client, turn, knowledge));
  const remarks = begun ? taken.remarks : [paragraph(text('conversation:greeting')), ...taken.remarks];
  if (changed && begun) remarks.unshift(paragraph(text('conversation:language-changed')));
  if (reading.topic) remarks.push(...topicBlocks(reading.topic));
  if (taken.server && taken.server !== turn.conversation.facts.answers.server) {
    return startProbe(turn, taken.server, remarks);
  }
  if (has('solved') || reading.answers.worked === 'yes') return solved(turn, remarks);
  if (reading.answers.worked === 'no' || (has('not-solved') && turn.conversation.advised !== null && !taken.facts)) {
    return onWorked(turn, 'no', knowledge, remarks);
  }
  if (pending === 'server' && has('unknown')) {
    turn.answer('server', 'unknown');
    remarks.push(paragraph(text('conversation:server-unknown')));
  } else if (!taken.facts && begun) {
    // "I cannot send mail" needs no answer but the next question.
    const isComplaint = firstWords || has('complaint') || has('not-solved') || has('greeting');
    const opening = isComplaint && remarks.length === 0 ? [paragraph(text('conversation:acknowledged'))] : remarks;
    return askAgain(turn, knowledge, opening);
  }
  proceed(turn, knowledge, remarks);
}

/** Nothing new was said: the question that waits is put again, and an unreadable text is said to be one. */
function askAgain(turn: Turn, knowledge: EngineKnowledge, remarks: MessageBlock[]): void {
  const said = remarks.length > 0 ? remarks : [paragraph(text('conversation:not-understood'))];
  if (turn.conversation.pending) ask(turn, turn.conversation.pending, knowledge, said);
  else proceed(turn, knowledge, said);
}

function topicBlocks(topic: string): MessageBlock[] {
  return [paragraph(dataText(`explanation:${topic}`)), paragraph(text('conversation:answer.ask-isp'))];
}

function onWorked(turn: Turn, value: string, knowledge: EngineKnowledge, remarks: MessageBlock[] = []): void {
  if (value === 'yes') return solved(turn, remarks);
  if (value === 'unknown') return askAgain(turn, knowledge, [paragraph(text('conversation:try-first'))]);
  noteFailure(turn, knowledge);
  if (turn.conversation.tried.length >= MOST_REMEDIES) {
    return handOff(turn, knowledge, text('conversation:hand-off.offer'));
  }
  proceed(turn, knowledge, [...remarks, paragraph(text('conversation:next-cause'))]);
}

function solved(turn: Turn, remarks: MessageBlock[]): void {
  turn.update({ resolved: true });
  turn.say({ blocks: [...remarks, paragraph(text('conversation:solved'))] });
  turn.update({ status: 'closed', pending: null });
  turn.do({ type: 'end', resolved: true });
}

function close(turn: Turn, resolved: boolean): void {
  turn.say({ blocks: [paragraph(text('conversation:ended'))] });
  turn.update({ status: 'closed', pending: null });
  turn.do({ type: 'end', resolved });
}

/** Whoever speaks again after the end goes on where the talk stopped. */
function reopen(turn: Turn): void {
  if (turn.conversation.status === 'closed') turn.update({ status: 'open', resolved: false });
}

/**
 * Japanese script tells the language at any time; English letters only in the first text, since a pasted error is English, too.
 *
 * @returns whether the language changed by the person's own wish
 */
function adoptLanguage(turn: Turn, reading: Reading): boolean {
  const { language, languageFixed, heard } = turn.conversation;
  turn.update({ heard: true });
  if (reading.languageWish) {
    turn.update({ language: reading.languageWish, languageFixed: true });
    return reading.languageWish !== language;
  }
  const sure = reading.language === 'ja' || (reading.language === 'en' && !heard);
  if (sure && reading.language && !languageFixed) turn.update({ language: reading.language });
  return false;
}
