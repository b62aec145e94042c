import { QUESTION_IDS, type QuestionId } from '../diagnosis/reading/reading.ts';

/** The id of a question, or null for a name that is none. */
export function questionId(name: string): QuestionId | null {
  return QUESTION_IDS.find((id) => id === name) ?? null;
}
