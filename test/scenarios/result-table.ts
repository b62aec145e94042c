import { expect } from 'vitest';
import type { Language } from '../../src/message/message.ts';
import type { Held } from './hold-conversation.ts';
import type { Scenario } from './scenario.ts';

const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** What came of the conversations that were held, for the figures at the end of the run. */
export class ResultTable {
  readonly #rows: { expected: string; told: string; questions: number; steps: number }[] = [];

  add(scenario: Scenario, held: Held): void {
    this.#rows.push({
      expected: scenario.expect.cause,
      told: held.diagnosis?.causes[0]?.id ?? 'nothing',
      questions: held.questions.length,
      steps: held.diagnosis?.remedy?.steps.length ?? 0,
    });
  }

  /** Half of the conversations needed no more questions than this, after the server was named. */
  get medianQuestions(): number {
    const counts = this.#rows.map(({ questions }) => questions).toSorted((left, right) => left - right);
    return counts[Math.floor(counts.length / 2)] ?? 0;
  }

  get size(): number {
    return this.#rows.length;
  }

  get causes(): string[] {
    return [...new Set(this.#rows.map(({ expected }) => expected))];
  }

  /** Share of the conversations whose first cause is the right one. */
  get rightShare(): number {
    return this.#rows.filter(({ expected, told }) => told === expected).length / this.size;
  }

  /** Conversations that ended without anything to do. */
  get withoutSteps(): number {
    return this.#rows.filter(({ steps }) => steps === 0).length;
  }

  /** Expected cause, told cause and how often, for all that is not on the diagonal. */
  get confusions(): string[] {
    const cells = new Map<string, number>();
    for (const { expected, told } of this.#rows.filter((row) => row.told !== row.expected)) {
      const cell = `${expected} told as ${told}`;
      cells.set(cell, (cells.get(cell) ?? 0) + 1);
    }
    return [...cells]
      .toSorted(([left], [right]) => left.localeCompare(right))
      .map(([cell, times]) => `${cell}: ${times}`);
  }

  /** The figures, and the confusion table without its diagonal. */
  print(title: string): void {
    const right = Math.round(this.rightShare * this.size);
    const figures = [
      `${title}: right first cause ${right} of ${this.size} (${(this.rightShare * 100).toFixed(1)} %)`,
      `${this.causes.length} causes`,
      `median questions ${this.medianQuestions}`,
      `without steps ${this.withoutSteps}`,
    ].join(', ');
    const confused = this.confusions.length > 0 ? this.confusions : ['none'];
    console.log([figures, 'confused (expected told as …: times):', ...confused.map((line) => `  ${line}`)].join('\n'));
  }
}

/** Cause, certainty, remedy, number of questions, reasons, and one language only. */
export function expectOutcome(scenario: Scenario, language: Language, held: Held): void {
  const { cause, certainty, remedy, questions } = scenario.expect;
  const best = held.diagnosis?.causes[0];
  expect(best).toMatchObject({ id: cause, certainty });
  if (certainty !== 'possible') expect(best?.for.length, 'reasons for it').toBeGreaterThan(0);
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
