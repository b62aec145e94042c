import { describe, expect, test } from 'vitest';
import en from '../../../locales/en/question.json' with { type: 'json' };
import ja from '../../../locales/ja/question.json' with { type: 'json' };
import { QUESTION_IDS, type QuestionId } from '../../../src/knowledge/question-ids.ts';
import { reading } from './knowledge.ts';

type Labelled = [language: 'ja' | 'en', question: QuestionId, choice: string, label: string];

const labels = (
  [
    ['ja', ja],
    ['en', en],
  ] as const
).flatMap(([language, questions]) =>
  Object.entries(questions).flatMap(([name, question]) =>
    QUESTION_IDS.filter((id) => id === name).flatMap((id) =>
      Object.entries(question.choices).map(([choice, label]): Labelled => [language, id, choice, String(label)]),
    ),
  ),
);

describe('the label of a choice, typed instead of chosen, is that choice', () => {
  test.each(labels)('%s %s %s: %s', (language, question, choice, label) => {
    expect(reading(label, question, language).answers[question]).toBe(choice);
  });
});
