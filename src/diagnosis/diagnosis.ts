import type { Cause } from '../knowledge/diagnosis-schema.ts';
import { anyHolds, type Features } from './condition.ts';
import type { DiagnosisKnowledge } from './diagnosis-knowledge.ts';
import { likelihood, baseRate } from './likelihood.ts';

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
/** A confirming condition is met: as good as a direct observation. */
const CONFIRMING_WEIGHT = 200;
/** An error text that points to causes raises them by this much, in the order it names them. */
const POINTED_WEIGHTS = [6, 3, 2];
/** Ratio of likelihoods from which a feature speaks for a cause, and below which it speaks against it. */
const SPEAKS_FOR = 1.25;
const SPEAKS_AGAINST = 0.4;
const MOST_CAUSES = 5;
/** Features that are forgotten when a remedy failed, so that their values were seen after it. */
const SEEN_SINCE = ['error', 'from-device'];

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
  knowledge: Pick<DiagnosisKnowledge, 'causes' | 'features'>,
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
  knowledge: Pick<DiagnosisKnowledge, 'causes' | 'features'>,
  pointed: string[] = [],
  tried: string[] = [],
): Map<Cause, number> {
  const weights = new Map<Cause, number>();
  for (const cause of knowledge.causes) {
    if (anyHolds(cause.excludedBy, features) || isTried(cause, tried, features, knowledge.causes)) continue;
    let weight = cause.prior;
    for (const feature of knowledge.features) {
      const value = features[feature.id];
      if (value !== undefined) weight *= likelihood(cause, feature, value) / baseRate(feature, value);
    }
    weight *= pointedWeight(cause, pointed, knowledge.causes);
    if (anyHolds(cause.confirmedBy, features)) weight *= CONFIRMING_WEIGHT;
    weights.set(cause, weight);
  }
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return new Map([...weights].map(([cause, weight]) => [cause, weight / total]));
}

/** An error text cannot tell causes of one mechanism apart: it raises all of them alike. */
function pointedWeight(cause: Cause, pointed: string[], causes: Cause[]): number {
  const relatives = causes.filter((other) => familyOf(other) === familyOf(cause)).map(({ id }) => id);
  const place = pointed.findIndex((id) => relatives.includes(id));
  return POINTED_WEIGHTS[place] ?? 1;
}

/** Its cure was tried, and nothing that was seen since confirms it all the same. */
function isTried(cause: Cause, tried: string[], features: Features, causes: Cause[]): boolean {
  const wasTried = causes.some((other) => tried.includes(other.id) && familyOf(other) === familyOf(cause));
  const seenSince = cause.confirmedBy.filter((condition) => SEEN_SINCE.some((feature) => feature in condition));
  return wasTried && !anyHolds(seenSince, features);
}

/** Causes that share a mechanism and a cure count as one. */
export function familyOf(cause: Cause): string {
  return cause.family ?? cause.id;
}

function rankedCause(
  cause: Cause,
  probability: number,
  rank: number,
  standing: Map<Cause, number>,
  features: Features,
  knowledge: Pick<DiagnosisKnowledge, 'features'>,
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
  if (anyHolds(cause.confirmedBy, features) && !rivalStands) return 'confirmed';
  const together = family.reduce((sum, [, probability]) => sum + probability, 0);
  const mayBeLikely = anyHolds(cause.likelyIf, features) && together >= LIKELY && against.length === 0;
  return mayBeLikely ? 'likely' : 'possible';
}

function reasonsOf(
  cause: Cause,
  features: Features,
  knowledge: Pick<DiagnosisKnowledge, 'features'>,
): { for: Reason[]; against: Reason[] } {
  const judged = knowledge.features.flatMap((feature) => {
    const value = features[feature.id];
    if (value === undefined || feature.silent?.includes(value)) return [];
    const ratio = likelihood(cause, feature, value) / baseRate(feature, value);
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
