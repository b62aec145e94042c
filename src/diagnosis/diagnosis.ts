import type { Cause } from '../knowledge/diagnosis-schema.ts';
import { anyHolds, type Features } from './condition.ts';
import { familyOf, isConfirmed, shares, startWeighing, triedPlaces, weigh, type CauseKnowledge } from './posterior.ts';

export type Certainty = 'confirmed' | 'likely' | 'possible';

/** A reason as data: feature and value; its text is `evidence:<feature>.<value>`. */
export type Reason = { feature: string; value: string };

export type RankedCause = { id: string; certainty: Certainty; probability: number; for: Reason[]; against: Reason[] };

/** Best first. Empty only when every cause is ruled out. */
export type Diagnosis = { causes: RankedCause[] };

/** A cause below this is not worth a person's attention, and counts as out when certainty is judged. */
const STANDING = 0.05;
/** From here on the best explanation is called likely. */
const LIKELY = 0.45;
/** Ratio of likelihoods from which a feature speaks for a cause, and below which it speaks against it. */
const SPEAKS_FOR = 1.25;
const SPEAKS_AGAINST = 0.4;
const MOST_CAUSES = 5;

/**
 * Ranks the causes by the evidence (naive Bayes over the rows of the knowledge base).
 *
 * `confirmed` needs a confirming condition and no other cause standing outside the family; `likely` needs the best
 * explanation, evidence from a vantage point that may speak of it, and nothing against it. Everything else is `possible`.
 *
 * @param pointed cause ids that the person's error text points to, most likely first
 * @param tried causes whose remedy did not help: they are out, with all that share the cure
 */
export function diagnose(
  features: Features,
  knowledge: CauseKnowledge,
  pointed: string[] = [],
  tried: string[] = [],
): Diagnosis {
  const standing = posterior(features, knowledge, pointed, tried);
  const causes = [...standing.entries()]
    .toSorted(([, left], [, right]) => right - left)
    .filter(([, probability], rank) => rank === 0 || probability >= STANDING)
    .slice(0, MOST_CAUSES)
    .map(([cause, probability], rank) => rankedCause(cause, probability, rank, standing, features, knowledge));
  return { causes };
}

/** Probability of each cause that is not ruled out; they add up to one. */
export function posterior(
  features: Features,
  knowledge: CauseKnowledge,
  pointed: string[] = [],
  tried: string[] = [],
): Map<Cause, number> {
  const weighing = weigh(startWeighing(pointed, knowledge), features, features, knowledge);
  const probabilities = shares(weighing, triedPlaces(tried, knowledge), features, knowledge);
  const standing = knowledge.causes.map((cause, place): [Cause, number] => [cause, probabilities[place] ?? 0]);
  return new Map(standing.filter(([, probability]) => probability > 0));
}

function rankedCause(
  cause: Cause,
  probability: number,
  rank: number,
  standing: Map<Cause, number>,
  features: Features,
  knowledge: CauseKnowledge,
): RankedCause {
  const reasons = reasonsOf(cause, features, knowledge);
  return {
    id: cause.id,
    certainty: certaintyOf(cause, rank, standing, features, reasons.against),
    probability,
    ...reasons,
  };
}

function certaintyOf(
  cause: Cause,
  rank: number,
  standing: Map<Cause, number>,
  features: Features,
  against: Reason[],
): Certainty {
  if (rank > 0) return 'possible';
  const family = [...standing].filter(([other]) => familyOf(other) === familyOf(cause));
  const rivals = [...standing].filter(([other]) => familyOf(other) !== familyOf(cause));
  const rivalStands = rivals.some(([, probability]) => probability >= STANDING);
  if (isConfirmed(cause, features) && !rivalStands) return 'confirmed';
  const together = family.reduce((sum, [, probability]) => sum + probability, 0);
  const mayBeLikely = anyHolds(cause.likelyIf, features) && together >= LIKELY && against.length === 0;
  return mayBeLikely ? 'likely' : 'possible';
}

function reasonsOf(cause: Cause, features: Features, knowledge: CauseKnowledge): { for: Reason[]; against: Reason[] } {
  const place = knowledge.causes.indexOf(cause);
  const judged = knowledge.features.flatMap((feature) => {
    const value = features[feature.id];
    if (value === undefined || feature.silent?.includes(value)) return [];
    const ratio = knowledge.likelihoods.get(feature.id)?.get(value)?.ratio[place] ?? 1;
    return [{ reason: { feature: feature.id, value }, ratio }];
  });
  return {
    for: judged
      .filter(({ ratio }) => ratio >= SPEAKS_FOR)
      .toSorted((left, right) => right.ratio - left.ratio)
      .map(({ reason }) => reason),
    against: judged
      .filter(({ ratio }) => ratio <= SPEAKS_AGAINST)
      .toSorted((left, right) => left.ratio - right.ratio)
      .map(({ reason }) => reason),
  };
}
