import type { Condition, QuestionRow } from '../../../src/knowledge/diagnosis-schema.ts';
import { inOneCell, localised, localisedIfAny, textTable, type Both } from '../bilingual.ts';
import { conditionWords } from '../condition-words.ts';
import { clientLink, questionHeading } from '../headings.ts';
import type { Knowledge } from '../knowledge.ts';
import { code, heading, page } from '../markdown.ts';
import words from '../words.json' with { type: 'json' };

/** A choice that every question has. */
const UNKNOWN = 'unknown';

export function questionsSection({ questions }: Knowledge): string {
  return page(questions.map((row) => page([heading(3, questionHeading(row.id)), textTable(questionRows(row))])));
}

function questionRows(row: QuestionRow): [string, Both][] {
  const { labels } = words;
  const choices = [...row.choices, UNKNOWN].map((choice): [string, Both] => [
    `${inOneCell(labels.choice)} ${code(choice)}`,
    choiceWords(row, choice),
  ]);
  if (row.freeText) choices.push([inOneCell(labels.choice), labels.freeText]);
  return [
    [inOneCell(labels.ask), localised('question', row.id, 'ask')],
    ...choices,
    ...conditionRows(labels.askIf, row.askIf),
    ...conditionRows(labels.skipIf, row.skipIf),
  ];
}

/** A choice among mail programs is called by the program's name. */
function choiceWords(row: QuestionRow, choice: string): Both {
  const own = localisedIfAny('question', row.id, 'choices', choice);
  if (own) return own;
  const { ja, en } = localised('clients', choice, 'name');
  return { ja: clientLink(choice, ja), en: clientLink(choice, en) };
}

function conditionRows(label: Both, conditions: readonly Condition[]): [string, Both][] {
  return conditions.map((condition) => [inOneCell(label), conditionWords(condition)]);
}
