import type { ErrorReading, QuestionId, SelfCheckReading } from './reading/reading.ts';

/** What the person has told of a case. An absent answer was neither asked nor told. */
export type Facts = {
  /** Choice ids of the contract, or free text for `server` and `line`; `unknown` when the person does not know. */
  answers: Partial<Record<QuestionId, string>>;
  error: ErrorReading | null;
  selfCheck: SelfCheckReading | null;
};

export const NO_FACTS: Facts = { answers: {}, error: null, selfCheck: null };
