import { read } from '../diagnosis/reading/read.ts';
import type { QuestionId, Reading } from '../diagnosis/reading/reading.ts';
import { visible } from '../diagnosis/reading/visible.ts';
import { paragraph, type MessageBlock } from '../message/message.ts';
import { text } from '../message/text.ts';
import { adoptLanguage } from './adopt-language.ts';
import { reopen } from './closing.ts';
import type { EngineKnowledge } from './engine-knowledge.ts';
import { handOff } from './hand-off.ts';
import { isChoice } from './on-answer.ts';
import { topicBlocks } from './on-text.ts';
import { proceed, startProbe } from './proceed.ts';
import { questionId } from './question-id.ts';
import { clientRemarks, takeIn } from './take-in.ts';
import type { Turn } from './turn.ts';
import type { Event } from './types.ts';

type Filled = Extract<Event, { type: 'filled' }>;
type Field = { question: QuestionId; value: string };

/** Longest free text that is kept as the name of a line. */
const LINE_LIMIT = 60;

/**
 * A form: all its answers at once, with one reaction to the whole. What stands in a field of its own counts more than what
 * the free words beside it say. Whether the steps helped (`worked`) is no matter for a form.
 */
export function onForm(turn: Turn, form: Filled, knowledge: EngineKnowledge): void {
  const begun = turn.conversation.messages > 0;
  const clientBefore = turn.conversation.facts.answers.client;
  const serverBefore = turn.conversation.facts.answers.server;
  formWords(turn, form, knowledge);
  reopen(turn);
  const remarks: MessageBlock[] = begun ? [] : [paragraph(text('conversation:greeting'))];
  const words = form.text?.trim() ? reading(form.text, null, turn, knowledge) : null;
  if (words && adoptLanguage(turn, words) && begun) remarks.push(paragraph(text('conversation:language-changed')));
  const inWords = words ? takeIn(turn, words, null) : null;
  remarks.push(...(inWords?.remarks ?? []));

  let server = inWords?.server ?? null;
  const fields = fieldsOf(form);
  for (const { question, value } of fields.filter((field) => !isChoice(field.question, field.value, knowledge))) {
    const taken = takeInField(turn, { question, value }, knowledge);
    remarks.push(...taken.remarks);
    if (question === 'server') server = taken.server ?? server;
  }
  for (const { question, value } of fields.filter((field) => isChoice(field.question, field.value, knowledge))) {
    turn.answer(question, value);
    if (question === 'server') remarks.push(paragraph(text('conversation:server-unknown')));
  }
  remarks.push(...clientRemarks(clientBefore, turn, knowledge));
  if (words?.topic) remarks.push(...topicBlocks(words.topic));

  const opening = eachOnce(remarks);
  if (server !== null && server !== serverBefore) return startProbe(turn, server, opening);
  if (words?.intents.includes('human')) return handOff(turn, knowledge, 'asked');
  proceed(turn, knowledge, opening);
}

/** Puts what a form says into the record, secrets masked. */
export function formWords(turn: Turn, form: Filled, knowledge: EngineKnowledge): void {
  for (const { question, value } of fieldsOf(form)) {
    turn.recordQuestion(question);
    turn.recordWords(reading(value, question, turn, knowledge).redacted);
  }
  if (form.text) turn.recordWords(reading(form.text, null, turn, knowledge).redacted);
}

function fieldsOf({ answers }: Filled): Field[] {
  return Object.entries(answers).flatMap(([name, value]) => {
    const question = questionId(name);
    return question && question !== 'worked' && value.trim() !== '' ? [{ question, value: value.trim() }] : [];
  });
}

/** A field in the person's own words. One that says nothing to the reader is not asked for again all the same. */
function takeInField(
  turn: Turn,
  { question, value }: Field,
  knowledge: EngineKnowledge,
): { server: string | null; remarks: MessageBlock[] } {
  const row = knowledge.diagnosis.questions.find(({ id }) => id === question);
  if (!row?.freeText) return { server: null, remarks: [] };
  const words = reading(value, question, turn, knowledge);
  const { server, remarks } = takeIn(turn, words, question);
  if (question === 'server') {
    return {
      server,
      remarks: server === null ? [...remarks, paragraph(text('conversation:not-understood'))] : remarks,
    };
  }
  if (turn.conversation.facts.answers[question] === undefined) turn.answer(question, withoutMeaning(question, words));
  return { server: null, remarks };
}

function withoutMeaning(question: QuestionId, { redacted }: Reading): string {
  if (question === 'line') return visible(redacted, LINE_LIMIT);
  return question === 'client' ? 'other' : 'unknown';
}

function reading(words: string, pending: QuestionId | null, turn: Turn, knowledge: EngineKnowledge): Reading {
  return read(words, { pending, knowledge: knowledge.reading, language: turn.conversation.language });
}

/** Two fields may give cause for the same remark. */
function eachOnce(blocks: MessageBlock[]): MessageBlock[] {
  const seen = new Set<string>();
  return blocks.filter((block) => {
    const before = seen.size;
    return seen.add(JSON.stringify(block)).size > before;
  });
}
