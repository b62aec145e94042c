import type { Cause, Feature } from '../knowledge/diagnosis-schema.ts';

/** No observation is called impossible by a table; only `excludedBy` rules a cause out. */
const FLOOR = 0.002;

/** How often the value is seen over all cases. */
export function baseRate(feature: Feature, value: string): number {
  const total = Object.values(feature.base).reduce((sum, weight) => sum + weight, 0);
  return Math.max((feature.base[value] ?? 0) / total, FLOOR);
}

/** P(value | cause): as the row says, else what the row leaves over, shared in proportion to the base. */
export function likelihood(cause: Cause, feature: Feature, value: string): number {
  const expected = cause.expects[feature.id];
  if (!expected) return baseRate(feature, value);
  const given = expected[value];
  if (given !== undefined) return given;
  const named = Object.values(expected).reduce((sum, probability) => sum + probability, 0);
  const rest = Object.entries(feature.base).filter(([candidate]) => expected[candidate] === undefined);
  const restTotal = rest.reduce((sum, [, weight]) => sum + weight, 0);
  const share = restTotal > 0 ? (feature.base[value] ?? 0) / restTotal : 0;
  return Math.max(Math.max(1 - named, 0) * share, FLOOR);
}
