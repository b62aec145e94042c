import type { DatedFact } from '../../../src/knowledge/fact-schema.ts';
import { fieldList, inOneCell, localised, localisedIfAny, textTable } from '../bilingual.ts';
import { factHeading } from '../headings.ts';
import type { Knowledge } from '../knowledge.ts';
import { code, escape, heading, page } from '../markdown.ts';
import words from '../words.json' with { type: 'json' };

const { labels } = words;

export function factsSection({ facts }: Knowledge): string {
  return page(facts.map(factPart));
}

function factPart(row: DatedFact): string {
  const coming = localisedIfAny('fact', row.id, 'coming');
  const about = row.about.map((whom) => Object.values(whom).map(code).join(' + '));
  const told = `${row.tellFrom} – ${row.tellUntil ?? inOneCell(words.forever)}`;
  return page([
    heading(3, factHeading(row.id)),
    textTable([
      ...(coming ? [[inOneCell(labels.coming), coming] as const] : []),
      [inOneCell(labels.inForce), localised('fact', row.id, 'in-force')],
    ]),
    fieldList([
      [labels.about, about.join(', ')],
      [labels.appliesFrom, row.appliesFrom],
      [labels.period, told],
      [labels.lookAgain, row.lookAgainAfter],
      [labels.confirmed, inOneCell(row.confirmed ? words.confirmed.yes : words.confirmed.no)],
      [labels.source, row.sources.map(escape).join(', ')],
    ]),
  ]);
}
