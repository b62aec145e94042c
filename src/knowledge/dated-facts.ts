import type { DatedFact } from './fact-schema.ts';

/** What a case is about, as ids of the knowledge base; null where that is not known. */
export type FactSubject = Record<'provider' | 'cause' | 'client' | 'line', string | null>;

/** A fact that is worth telling, and whether its day has come. Text: `fact:<id>.<state>`. */
export type ToldFact = { id: string; state: 'coming' | 'in-force' };

/**
 * The dated facts that fit a case on a day, the latest first.
 *
 * @param today a day of the calendar as `2026-12-31`
 */
export function factsFor(subject: FactSubject, today: string, facts: readonly DatedFact[]): ToldFact[] {
  return facts
    .filter(({ tellFrom, tellUntil }) => tellFrom <= today && (tellUntil === null || today <= tellUntil))
    .filter(({ about }) => about.some((condition) => fits(condition, subject)))
    .toSorted((left, right) => right.appliesFrom.localeCompare(left.appliesFrom))
    .map(({ id, appliesFrom }) => ({ id, state: appliesFrom <= today ? 'in-force' : 'coming' }));
}

/** The facts that somebody has to look at again, because their day has passed. */
export function factsToLookAt(today: string, facts: readonly DatedFact[]): DatedFact[] {
  return facts.filter(({ lookAgainAfter }) => lookAgainAfter < today);
}

function fits({ provider, cause, client, line }: DatedFact['about'][number], subject: FactSubject): boolean {
  return (
    (provider === undefined || provider === subject.provider) &&
    (cause === undefined || cause === subject.cause) &&
    (client === undefined || client === subject.client) &&
    (line === undefined || line === subject.line)
  );
}
