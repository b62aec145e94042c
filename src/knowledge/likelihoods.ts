import type { Cause, Condition, Feature } from './diagnosis-schema.ts';

/** No observation is called impossible by a table; only `excludedBy` rules a cause out. */
const FLOOR = 0.002;

/** A condition of a cause; the cause is its place among the rows. */
export type Rule = { cause: number; condition: Condition };

/** What one value of one feature says of every cause; the lists are in the order of the rows. */
export type ValueRow = {
  /** P(value | cause). */
  likelihood: Float64Array;
  /** P(value | cause) over how often the value is seen at all. */
  ratio: Float64Array;
  /** Conditions of `excludedBy`, `confirmedBy` and `doubtedBy` that name this value. */
  excludes: Rule[];
  confirms: Rule[];
  doubts: Rule[];
};

/** By feature, then by value. */
export type Likelihoods = Map<string, Map<string, ValueRow>>;

/** Works all rows out once, so that weighing evidence needs no sums; to be made anew when causes or features change. */
export function tabulateLikelihoods(causes: Cause[], features: Feature[]): Likelihoods {
  return new Map(features.map((feature) => [feature.id, rowsOf(feature, causes)]));
}

function rowsOf(feature: Feature, causes: Cause[]): Map<string, ValueRow> {
  const total = sum(Object.values(feature.base));
  const tables = causes.map((cause) => likelihoodsOf(cause, feature));
  return new Map(
    Object.entries(feature.base).map(([value, weight]) => {
      const base = Math.max(weight / total, FLOOR);
      const likelihood = Float64Array.from(tables, (table) => table?.get(value) ?? base);
      const row: ValueRow = {
        likelihood,
        ratio: likelihood.map((chance) => chance / base),
        excludes: rulesNaming(feature.id, value, causes, ({ excludedBy }) => excludedBy),
        confirms: rulesNaming(feature.id, value, causes, ({ confirmedBy }) => confirmedBy),
        doubts: rulesNaming(feature.id, value, causes, ({ doubtedBy }) => doubtedBy ?? []),
      };
      return [value, row];
    }),
  );
}

/** P(value | cause): as the row says, else what the row leaves over, shared in proportion to the base. */
function likelihoodsOf(cause: Cause, feature: Feature): Map<string, number> | null {
  const expected = cause.expects[feature.id];
  if (!expected) return null;
  const left = Math.max(1 - sum(Object.values(expected)), 0);
  const rest = Object.entries(feature.base).filter(([value]) => expected[value] === undefined);
  const restTotal = sum(rest.map(([, weight]) => weight));
  return new Map([
    ...Object.entries(expected),
    ...rest.map(([value, weight]): [string, number] => [value, Math.max((left * weight) / restTotal, FLOOR)]),
  ]);
}

function rulesNaming(feature: string, value: string, causes: Cause[], from: (cause: Cause) => Condition[]): Rule[] {
  return causes.flatMap((cause, place) =>
    from(cause)
      .filter(({ [feature]: wanted }) => (Array.isArray(wanted) ? wanted.includes(value) : wanted === value))
      .map((condition) => ({ cause: place, condition })),
  );
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
