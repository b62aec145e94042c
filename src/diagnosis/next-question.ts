import type { Condition, QuestionRow } from '../knowledge/diagnosis-schema.ts';
import { anyHolds, holds, type Features } from './condition.ts';
import type { DiagnosisKnowledge } from './diagnosis-knowledge.ts';
import { withDerived } from './evidence.ts';
import { familyOf, isConfirmed, shares, startWeighing, triedPlaces, weigh, type Weighing } from './posterior.ts';
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

/** How the causes stand: their weights, and the probabilities that follow; both in the order of the rows. */
type Standing = { weighing: Weighing; tried: number[]; probabilities: Float64Array };

/**
 * The question whose answer would tell most between the causes still standing (expected fall of entropy, less what
 * answering costs); once the answer is clear, the question that could make it certain; null when nothing is worth asking.
 */
export function nextQuestion(inquiry: Inquiry, knowledge: DiagnosisKnowledge): QuestionRow | null {
  if (inquiry.asked >= MOST_QUESTIONS) return null;
  const standing = standingOf(inquiry, knowledge);
  if (isClear(standing, knowledge)) return confirmingQuestion(inquiry, standing, knowledge);
  let best: { question: QuestionRow; worth: number } | null = null;
  for (const question of knowledge.questions) {
    if (!mayBeAsked(question, inquiry)) continue;
    const worth = question.answerable * expectedGain(question, inquiry, standing, knowledge) - question.cost;
    if (worth >= WORTH_ASKING && (best === null || worth > best.worth)) best = { question, worth };
  }
  return best?.question ?? confirmingQuestion(inquiry, standing, knowledge);
}

function standingOf({ features, pointed, tried }: Inquiry, knowledge: DiagnosisKnowledge): Standing {
  const weighing = weigh(startWeighing(pointed, knowledge), features, features, knowledge);
  const places = triedPlaces(tried, knowledge);
  return { weighing, tried: places, probabilities: shares(weighing, places, features, knowledge) };
}

/** One mechanism stands out, and one cause within it. */
function isClear({ probabilities }: Standing, { causes }: DiagnosisKnowledge): boolean {
  const families = new Map<string, number>();
  causes.forEach((cause, place) => {
    families.set(familyOf(cause), (families.get(familyOf(cause)) ?? 0) + (probabilities[place] ?? 0));
  });
  const family = Math.max(...families.values());
  return family >= CLEAR && Math.max(...probabilities) >= CLEAR_WITHIN * family;
}

/**
 * The question whose answer could turn the best explanation into a certain one, or else into a likely one: all that one of
 * its conditions lacks.
 */
function confirmingQuestion(
  inquiry: Inquiry,
  { probabilities }: Standing,
  knowledge: DiagnosisKnowledge,
): QuestionRow | null {
  const highest = Math.max(...probabilities);
  const best = highest > 0 ? knowledge.causes[probabilities.indexOf(highest)] : undefined;
  if (!best || isConfirmed(best, inquiry.features) || inquiry.asked >= MOST_BEFORE_CONFIRMING) return null;
  const wanted = [best.confirmedBy, anyHolds(best.likelyIf, inquiry.features) ? [] : best.likelyIf];
  const askable = knowledge.questions.filter((candidate) => mayBeAsked(candidate, inquiry));
  for (const conditions of wanted) {
    const completes = (question: QuestionRow) => conditions.some((wish) => couldComplete(question, wish, inquiry));
    const question = askable.find(completes);
    if (question) return question;
  }
  return null;
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
  standing: Standing,
  knowledge: DiagnosisKnowledge,
): number {
  const feature = question.feature;
  const rows = feature === null ? undefined : knowledge.likelihoods.get(feature);
  if (feature === null || !rows) return 0;
  let expected = 0;
  let total = 0;
  for (const [value, row] of rows) {
    let chance = 0;
    standing.probabilities.forEach((share, place) => (chance += share * (row.likelihood[place] ?? 0)));
    const supposed = withDerived({ ...inquiry.features, [feature]: value });
    const added = Object.fromEntries(Object.entries(supposed).filter(([id]) => inquiry.features[id] === undefined));
    const weighing = weigh(standing.weighing, supposed, added, knowledge);
    expected += chance * entropy(shares(weighing, standing.tried, supposed, knowledge));
    total += chance;
  }
  return total > 0 ? entropy(standing.probabilities) - expected / total : 0;
}

/** In bits. */
function entropy(probabilities: Float64Array): number {
  let sum = 0;
  for (const share of probabilities) if (share > 0) sum -= share * Math.log2(share);
  return sum;
}
