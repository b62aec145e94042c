import type { RemedyRow, RemedyVariant } from '../../../src/knowledge/diagnosis-schema.ts';
import { inOneCell, listed, localised, textTable, type Both } from '../bilingual.ts';
import { conditionWords } from '../condition-words.ts';
import { causeLink, remedyHeading } from '../headings.ts';
import type { Knowledge } from '../knowledge.ts';
import { heading, page } from '../markdown.ts';
import words from '../words.json' with { type: 'json' };

export function remediesSection(knowledge: Knowledge): string {
  return page(knowledge.remedies.map((row) => remedyPart(row, knowledge)));
}

function remedyPart(row: RemedyRow, { causes }: Knowledge): string {
  const cured = causes.filter(({ remedy }) => remedy === row.id);
  const links = cured.map(({ id }) => causeLink(id));
  return page([
    heading(3, remedyHeading(row.id)),
    `${inOneCell(words.labels.causes)}: ${links.join(', ')}`,
    ...row.variants.map((variant) => variantTable(row, variant)),
  ]);
}

function variantTable(row: RemedyRow, variant: RemedyVariant): string {
  const { labels } = words;
  const text = (step: string): Both => localised('remedy', row.id, step);
  const steps = [
    ...variant.before.map(text),
    ...(variant.settings.length > 0 ? [clientSteps(variant)] : []),
    ...variant.after.map(text),
  ];
  const hasCases = row.variants.length > 1;
  return textTable(
    [
      ...(hasCases ? [[inOneCell(labels.condition), conditionWords(variant.when)] as const] : []),
      [inOneCell(labels.route), words.routes[variant.route]],
      ...steps.map((step, index) => [String(index + 1), step] as const),
    ],
    inOneCell(labels.step),
  );
}

function clientSteps({ settings }: RemedyVariant): Both {
  const changed = listed(settings.map((setting) => words.settings[setting]));
  const { clientSteps: here, settings: label } = words.labels;
  return {
    ja: `${here.ja} ${label.ja}: ${changed.ja}`,
    en: `${here.en} ${label.en}: ${changed.en}`,
  };
}
