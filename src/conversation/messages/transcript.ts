import type { Text } from '../../message/message.ts';
import { dataText, text } from '../../message/text.ts';
import type { EngineKnowledge } from '../engine-knowledge.ts';
import type { Conversation, LogEntry, QuestionId } from '../types.ts';

/** The record of a case for the desk, a line each, the oldest first. */
export function transcript({ log }: Conversation, knowledge: EngineKnowledge): Text[] {
  let asked: QuestionId | null = null;
  return log.map((entry) => {
    if ('asked' in entry) asked = entry.asked;
    return line(entry, asked, knowledge);
  });
}

/** @param asked the question that an answer belongs to */
function line(entry: LogEntry, asked: QuestionId | null, knowledge: EngineKnowledge): Text {
  if ('asked' in entry) return text('desk:asked', { question: dataText(`question:${entry.asked}.ask`) });
  if ('desk' in entry) return text(`desk:moved.${entry.desk}`);
  return text('desk:said', { words: choiceLabel(entry.said, asked, knowledge) ?? { code: entry.said } });
}

/** A choice reads as its button did; anything else is shown in the person's own words. */
function choiceLabel(said: string, asked: QuestionId | null, knowledge: EngineKnowledge): Text | null {
  const row = knowledge.diagnosis.questions.find(({ id }) => id === asked);
  if (!row) return null;
  if (row.id === 'client' && knowledge.diagnosis.clients.some(({ id }) => id === said && id !== 'other')) {
    return dataText(`clients:${said}.name`);
  }
  const isChoice = said === 'unknown' || row.choices.includes(said);
  return isChoice ? dataText(`question:${row.id}.choices.${said}`) : null;
}
