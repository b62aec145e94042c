import { expect } from 'vitest';
import type { Language } from '../../src/message/message.ts';
import type { Held } from './hold-conversation.ts';
import type { Scenario } from './scenario.ts';

const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** What came of the conversations that were held, for the figures at the end of the run. */
export class ResultTable {
  readonly #rows: { right: boolean; questions: number }[] = [];

  add(scenario: Scenario, held: Held): void {
    const right = held.diagnosis?.causes[0]?.id === scenario.expect.cause;
    this.#rows.push({ right, questions: held.questions.length });
  }

  /** Half of the conversations needed no more questions than this, after the server was named. */
  get medianQuestions(): number {
    const counts = this.#rows.map(({ questions }) => questions).toSorted((left, right) => left - right);
    return counts[Math.floor(counts.length / 2)] ?? 0;
  }

  get size(): number {
    return this.#rows.length;
  }

  print(title: string): void {
    const right = this.#rows.filter((row) => row.right).length;
    console.log(`${title}: right first cause ${right} of ${this.size}, median questions ${this.medianQuestions}`);
  }
}

/** Cause, certainty, remedy, number of questions, reasons, and one language only. */
export function expectOutcome(scenario: Scenario, language: Language, held: Held): void {
  const { cause, certainty, remedy, questions } = scenario.expect;
  const best = held.diagnosis?.causes[0];
  expect(best).toMatchObject({ id: cause, certainty });
  expect(best?.for.length, 'reasons for it').toBeGreaterThan(0);
  expect(held.diagnosis?.remedy?.steps.length, 'steps').toBeGreaterThan(0);
  if (remedy) expect(held.diagnosis?.remedy).toMatchObject(remedy);
  expect(held.questions, 'no question twice').toEqual([...new Set(held.questions)]);
  expect(held.questions.length, `questions: ${held.questions.join(', ')}`).toBeLessThanOrEqual(questions);
  expect(held.resolved).toBe(true);
  for (const words of held.said) {
    if (language === 'en') expect(words).not.toMatch(KANA);
    else expect(words).toMatch(KANA);
  }
}
