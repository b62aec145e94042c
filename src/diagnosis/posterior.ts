import type { Cause } from '../knowledge/diagnosis-schema.ts';
import { anyHolds, holds, type Features } from './condition.ts';
import type { DiagnosisKnowledge } from './diagnosis-knowledge.ts';

/** What the causes are weighed with. */
export type CauseKnowledge = Pick<DiagnosisKnowledge, 'causes' | 'features' | 'likelihoods'>;

/** How the causes weigh, in the order of their rows; no weight is left of a cause that is ruled out. */
export type Weighing = {
  weights: Float64Array;
  /** Places of causes of which a confirming condition is met, and of those that are in doubt all the same. */
  confirmed: Set<number>;
  doubted: Set<number>;
};

/** A confirming condition is met: as good as a direct observation. */
const CONFIRMING_WEIGHT = 200;
/** An error text that points to causes raises them by this much, in the order it names them. */
const POINTED_WEIGHTS = [6, 3, 2];
/** Features that are forgotten when a remedy failed, so that their values were seen after it. */
const SEEN_SINCE = ['error', 'from-device'];

/** Causes that share a mechanism and a cure count as one. */
export function familyOf(cause: Cause): string {
  return cause.family ?? cause.id;
}

/** The weights before any evidence: how often each is the cause, and what the error text points to. */
export function startWeighing(pointed: string[], { causes }: CauseKnowledge): Weighing {
  const families = pointed
    .map((id) => causes.find((cause) => cause.id === id))
    .map((cause) => cause && familyOf(cause));
  // An error text cannot tell causes of one mechanism apart: it raises all of them alike.
  const raise = (cause: Cause) => POINTED_WEIGHTS[families.indexOf(familyOf(cause))] ?? 1;
  return {
    weights: Float64Array.from(causes, (cause) => cause.prior * raise(cause)),
    confirmed: new Set(),
    doubted: new Set(),
  };
}

/**
 * The weighing with more features known.
 *
 * @param features all that is known, the added ones included
 * @param added what the weighing so far did not know
 */
export function weigh(so: Weighing, features: Features, added: Features, { likelihoods }: CauseKnowledge): Weighing {
  const weights = Float64Array.from(so.weights);
  const confirmed = new Set(so.confirmed);
  const doubted = new Set(so.doubted);
  for (const [feature, value] of Object.entries(added)) {
    const row = likelihoods.get(feature)?.get(value);
    if (!row) continue;
    for (let place = 0; place < weights.length; place++) {
      weights[place] = (weights[place] ?? 0) * (row.ratio[place] ?? 1);
    }
    for (const { cause, condition } of row.confirms) if (holds(condition, features)) confirmed.add(cause);
    for (const { cause, condition } of row.doubts) if (holds(condition, features)) doubted.add(cause);
    for (const { cause, condition } of row.excludes) {
      if (weights[cause] !== 0 && holds(condition, features)) weights[cause] = 0;
    }
  }
  return { weights, confirmed, doubted };
}

/** A confirming condition is met, and nothing puts it in doubt. */
export function isConfirmed({ confirmedBy, doubtedBy }: Cause, features: Features): boolean {
  return anyHolds(confirmedBy, features) && !anyHolds(doubtedBy ?? [], features);
}

/** Places of the causes that share their cure with one that was tried and did not help. */
export function triedPlaces(tried: string[], { causes }: CauseKnowledge): number[] {
  const families = causes.filter(({ id }) => tried.includes(id)).map(familyOf);
  return causes.flatMap((cause, place) => (families.includes(familyOf(cause)) ? [place] : []));
}

/**
 * The weights as probabilities; they add up to one.
 *
 * @param tried places of causes that are out, unless what was seen since confirms them all the same
 */
export function shares(
  weighing: Weighing,
  tried: number[],
  features: Features,
  { causes }: CauseKnowledge,
): Float64Array {
  const weights = Float64Array.from(weighing.weights);
  for (const place of weighing.confirmed) {
    if (!weighing.doubted.has(place)) weights[place] = (weights[place] ?? 0) * CONFIRMING_WEIGHT;
  }
  for (const place of tried) {
    const confirming = causes[place]?.confirmedBy ?? [];
    const seenSince = confirming.filter((condition) => SEEN_SINCE.some((feature) => feature in condition));
    if (!anyHolds(seenSince, features)) weights[place] = 0;
  }
  let total = 0;
  for (const weight of weights) total += weight;
  if (total > 0) for (let place = 0; place < weights.length; place++) weights[place] = (weights[place] ?? 0) / total;
  return weights;
}
