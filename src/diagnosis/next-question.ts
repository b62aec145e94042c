import type { Cause, Condition, QuestionRow } from '../knowledge/diagnosis-schema.ts';
import { anyHolds, holds, type Features } from './condition.ts';
import { familyOf, posterior } from './diagnosis.ts';
import type { DiagnosisKnowledge } from './diagnosis-knowledge.ts';
import { withDerived } from './evidence.ts';
import { likelihood } from './likelihood.ts';
import type { QuestionId } from './reading/reading.ts';

/** The answer is clear once one mechanism holds this much of the probability … */
const CLEAR = 0.85;
/** … and one cause this much of that mechanism. */
const CLEAR_WITHIN = 0.8;
/** An answer must be worth this many bits after its cost. */
const WORTH_ASKING = 0.06;
/** A question only to make sure is not worth a fifth one. */
const MOST_BEFORE_CONFIRMING = 4;
/** People in trouble give up: no more than this many questions about the cause. */
export const MOST_QUESTIONS = 4;

type Inquiry = {
  features: Features;
  pointed: string[];
  tried: string[];
  /** Questions that were put or whose answer is known. */
  settled: QuestionId[];
  /** How many questions about the cause were put so far. */
  asked: number;
};

/**
 * The question whose answer would tell most between the causes still standing (expected fall of entropy, less what
 * answering costs); once the answer is clear, the question that could make it certain; null when nothing is worth asking.
 */
export function nextQuestion(inquiry: Inquiry, knowledge: DiagnosisKnowledge): QuestionRow | null {
  if (inquiry.asked >= MOST_QUESTIONS) return null;
  const standing = posterior(inquiry.features, knowledge, inquiry.pointed, inquiry.tried);
  if (isClear(standing)) return confirmingQuestion(inquiry, standing, knowledge);
  let best: { question: QuestionRow; worth: number } | null = null;
  for (const question of knowledge.questions) {
    if (!mayBeAsked(question, inquiry)) continue;
    const worth = question.answerable * expectedGain(question, inquiry, standing, knowledge) - question.cost;
    if (worth >= WORTH_ASKING && (best === null || worth > best.worth)) best = { question, worth };
  }
  return best?.question ?? confirmingQuestion(inquiry, standing, knowledge);
}

/** One mechanism stands out, and one cause within it. */
function isClear(standing: Map<Cause, number>): boolean {
  const family = Math.max(...byFamily(standing).values());
  return family >= CLEAR && Math.max(...standing.values()) >= CLEAR_WITHIN * family;
}

/** The question whose answer could turn the best explanation into a certain one: all that its confirming condition lacks. */
function confirmingQuestion(
  inquiry: Inquiry,
  standing: Map<Cause, number>,
  knowledge: DiagnosisKnowledge,
): QuestionRow | null {
  const best = [...standing].toSorted(([, left], [, right]) => right - left)[0]?.[0];
  if (!best || anyHolds(best.confirmedBy, inquiry.features) || inquiry.asked >= MOST_BEFORE_CONFIRMING) return null;
  const question = knowledge.questions.find(
    (candidate) =>
      mayBeAsked(candidate, inquiry) &&
      best.confirmedBy.some((condition) => couldComplete(candidate, condition, inquiry)),
  );
  return question ?? null;
}

function couldComplete(question: QuestionRow, condition: Condition, inquiry: Inquiry): boolean {
  return Object.entries(condition).every(([feature, wanted]) => {
    const known = inquiry.features[feature] !== undefined;
    return known ? holds({ [feature]: wanted }, inquiry.features) : question.brings.includes(feature);
  });
}

function mayBeAsked(question: QuestionRow, inquiry: Inquiry): boolean {
  if (question.feature === null || inquiry.features[question.feature] !== undefined) return false;
  if (inquiry.settled.includes(question.id)) return false;
  if (anyHolds(question.skipIf, inquiry.features)) return false;
  return question.askIf.length === 0 || anyHolds(question.askIf, inquiry.features);
}

function expectedGain(
  question: QuestionRow,
  inquiry: Inquiry,
  standing: Map<Cause, number>,
  knowledge: DiagnosisKnowledge,
): number {
  const feature = knowledge.features.find((candidate) => candidate.id === question.feature);
  if (!feature) return 0;
  let expected = 0;
  let total = 0;
  for (const value of Object.keys(feature.base)) {
    const chance = [...standing].reduce((sum, [cause, share]) => sum + share * likelihood(cause, feature, value), 0);
    const supposed = withDerived({ ...inquiry.features, [feature.id]: value });
    expected += chance * entropy(posterior(supposed, knowledge, inquiry.pointed, inquiry.tried));
    total += chance;
  }
  return total > 0 ? entropy(standing) - expected / total : 0;
}

function byFamily(standing: Map<Cause, number>): Map<string, number> {
  const shares = new Map<string, number>();
  for (const [cause, share] of standing) shares.set(familyOf(cause), (shares.get(familyOf(cause)) ?? 0) + share);
  return shares;
}

function entropy(shares: Map<Cause, number>): number {
  return [...shares.values()].reduce((sum, share) => (share > 0 ? sum - share * Math.log2(share) : sum), 0);
}
