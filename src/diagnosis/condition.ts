import type { Condition } from '../knowledge/diagnosis-schema.ts';

/** What is known of a case, feature by feature; a feature that is absent is not known. */
export type Features = Record<string, string>;

/** Whether every feature named has (one of) the value(s). An unknown feature does not hold. */
export function holds(condition: Condition, features: Features): boolean {
  return Object.entries(condition).every(([feature, wanted]) => {
    const value = features[feature];
    if (value === undefined) return false;
    return Array.isArray(wanted) ? wanted.includes(value) : value === wanted;
  });
}

export function anyHolds(conditions: Condition[], features: Features): boolean {
  return conditions.some((condition) => holds(condition, features));
}
