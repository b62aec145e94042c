import { inOneCell, LANGUAGE_HEADS, localised } from '../bilingual.ts';
import { causeLink } from '../headings.ts';
import type { Knowledge } from '../knowledge.ts';
import { code, table } from '../markdown.ts';
import words from '../words.json' with { type: 'json' };

const { labels } = words;

/** The sentences that are shown as reasons, with where each is learnt. */
export function evidenceSection({ features }: Knowledge): string {
  const rows = features.flatMap(({ id, vantage, base, silent }) =>
    Object.keys(base).map((value) => {
      const { ja, en } = localised('evidence', id, value);
      const shown = silent?.includes(value) ? inOneCell(labels.notShown) : '';
      return [code(`${id}: ${value}`), ja, en, inOneCell(words.vantages[vantage]), shown];
    }),
  );
  return table([inOneCell(labels.id), ...LANGUAGE_HEADS, inOneCell(labels.seenFrom), ''], rows);
}

/** What the probe may find at a server. */
export function findingsSection({ findings }: Knowledge): string {
  const rows = findings.map(({ code: id, severity, causes }) => {
    const { ja, en } = localised('finding', id);
    return [code(id), ja, en, inOneCell(words.severities[severity]), causeLinks(causes)];
  });
  return table([inOneCell(labels.id), ...LANGUAGE_HEADS, inOneCell(labels.severity), inOneCell(labels.causes)], rows);
}

/** Links to causes, in their order. */
export function causeLinks(causes: readonly string[]): string {
  return causes.map(causeLink).join('<br>');
}
