import type { Cause } from '../../../src/knowledge/diagnosis-schema.ts';
import { fieldList, inOneCell, LANGUAGE_HEADS, listed, localised, textTable, type Both } from '../bilingual.ts';
import { conditionWords } from '../condition-words.ts';
import { causeHeading, causeLink, remedyLink } from '../headings.ts';
import type { Knowledge } from '../knowledge.ts';
import { code, heading, list, page, table } from '../markdown.ts';
import { readablePattern } from '../readable-pattern.ts';
import words from '../words.json' with { type: 'json' };

/** More examples of errors than this make the page long and tell a reviewer little. */
const MOST_EXAMPLES = 5;

/** Says that there are more. */
const MORE = '…';

const EFFECTS = ['confirmedBy', 'doubtedBy', 'likelyIf', 'excludedBy'] as const;

export function causesSection(knowledge: Knowledge): string {
  const total = knowledge.causes.reduce((sum, { prior }) => sum + prior, 0);
  const index = knowledge.causes.map(({ id }) => {
    const { ja, en } = localised('cause', id, 'name');
    return [causeLink(id), ja, en];
  });
  return page([
    table([inOneCell(words.labels.id), ...LANGUAGE_HEADS], index),
    ...knowledge.causes.map((row) => causePart(row, row.prior / total, knowledge)),
  ]);
}

function causePart(row: Cause, share: number, knowledge: Knowledge): string {
  const { labels } = words;
  return page([
    heading(3, causeHeading(row.id)),
    textTable([
      [inOneCell(labels.name), localised('cause', row.id, 'name')],
      [inOneCell(labels.explanation), localised('cause', row.id, 'explanation')],
    ]),
    fieldList([
      [labels.fixedBy, inOneCell(words.fixedBy[row.fixedBy])],
      [labels.seenFrom, inOneCell(listed(row.seenFrom.map((vantage) => words.vantages[vantage])))],
      [labels.share, percent(share)],
      ...relatives(row, knowledge),
      [labels.remedy, remedyLink(row.remedy)],
    ]),
    table([inOneCell(labels.effect), ...LANGUAGE_HEADS, inOneCell(labels.seenFrom)], conditionRows(row, knowledge)),
    errorExamples(row.id, knowledge),
  ]);
}

/** Two digits tell enough of a share of all cases. */
function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}

function relatives(row: Cause, { causes }: Knowledge): [Both, string][] {
  if (row.family === undefined) return [];
  const others = causes.filter(({ id, family }) => family === row.family && id !== row.id);
  if (others.length === 0) return [];
  return [[words.labels.family, others.map(({ id }) => causeLink(id)).join(', ')]];
}

function conditionRows(row: Cause, knowledge: Knowledge): string[][] {
  return EFFECTS.flatMap((effect) =>
    (row[effect] ?? []).map((condition) => {
      const { ja, en } = conditionWords(condition);
      const vantages = knowledge.features.filter(({ id }) => id in condition).map(({ vantage }) => vantage);
      const places = [...new Set(vantages)].map((vantage) => inOneCell(words.vantages[vantage]));
      return [inOneCell(words.effects[effect]), ja, en, places.join('<br>')];
    }),
  );
}

/** The errors that point to a cause; those that point to it first are shown first. */
function errorExamples(cause: string, { signatures }: Knowledge): string {
  const pointing = signatures.filter(({ causes }) => causes.includes(cause));
  if (pointing.length === 0) return '';
  const ranked = pointing.toSorted((one, other) => one.causes.indexOf(cause) - other.causes.indexOf(cause));
  const shown = ranked.slice(0, MOST_EXAMPLES);
  const title = `${inOneCell(words.labels.errors)} (${pointing.length})`;
  const items = shown.map(({ from, pattern }) => `${code(readablePattern(pattern))} (${from})`);
  return page([title, list(shown.length < pointing.length ? [...items, MORE] : items)]);
}
