import type { Phrases } from '../../knowledge/phrases-schema.ts';
import type { PhraseHit } from './phrase-hits.ts';
import type { Intent, QuestionId } from './reading.ts';
import { clauses } from './span.ts';

export type Answers = Partial<Record<QuestionId, string>>;

/** The answers that phrases give, the later one of two; a bare answer to the open question first, so that more said wins. */
export function answersOf(hits: readonly PhraseHit[]): Answers {
  const answers: Answers = {};
  for (const { phrase, value } of hits.toSorted(
    (a, b) => Number(b.phrase.whole ?? false) - Number(a.phrase.whole ?? false) || a.start - b.start,
  )) {
    if (phrase.answer && value !== null) answers[phrase.answer.question] = value;
  }
  return answers;
}

/** What the phrases show the person to want, each once, in order. */
export function intentsOf(hits: readonly PhraseHit[]): Intent[] {
  const intents = hits.flatMap(({ phrase }) => (phrase.intent ? [phrase.intent] : []));
  const unique = [...new Set(intents)];
  return unique.includes('not-solved') ? unique.filter((intent) => intent !== 'solved') : unique;
}

/** What "yes", "no", "it works now" and "still not" answer to the open question. */
export function answerByIntent(intents: readonly Intent[], pending: QuestionId | null, phrases: Phrases): Answers {
  if (pending === 'worked') {
    if (intents.includes('not-solved')) return { worked: 'no' };
    if (intents.includes('solved')) return { worked: 'yes' };
  }
  if (pending === 'self-check' && intents.includes('skip')) return { 'self-check': 'skip' };
  const row = phrases.yesNo.find(({ question }) => question === pending);
  const value = intents.includes('yes') ? row?.yes : intents.includes('no') ? row?.no : undefined;
  return row && value !== undefined ? { [row.question]: value } : {};
}

/** "I don't know": about what the clause names, else about the open question. */
export function unknownAnswers(
  text: string,
  hits: readonly PhraseHit[],
  pending: QuestionId | null,
  phrases: Phrases,
): Answers {
  const answers: Answers = {};
  const parts = clauses(text);
  for (const hit of hits.filter(({ phrase }) => phrase.intent === 'unknown')) {
    const clause = parts.find(({ start, end }) => start <= hit.start && hit.start < end);
    const said = clause ? text.slice(clause.start, clause.end) : text;
    const subjects = phrases.subjects.filter(({ pattern }) => new RegExp(pattern, 'iu').test(said));
    for (const { question } of subjects) answers[question] = 'unknown';
    if (subjects.length === 0 && pending !== null) answers[pending] = 'unknown';
  }
  return answers;
}
