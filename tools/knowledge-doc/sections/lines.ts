import type { Line } from '../../../src/knowledge/schema.ts';
import { inOneCell, LANGUAGE_HEADS, localised } from '../bilingual.ts';
import type { Knowledge } from '../knowledge.ts';
import { code, escape, page, table } from '../markdown.ts';
import words from '../words.json' with { type: 'json' };

const { labels } = words;
const PORTS = ['25', '465', '587'] as const;

export function linesSection({ lines }: Knowledge): string {
  const heads = [labels.id, labels.name, labels.kind].map(inOneCell);
  const ports = PORTS.map((port) => `${inOneCell(labels.blocks)} ${port}`);
  const more = [labels.lift, labels.relay, labels.since, labels.source].map(inOneCell);
  const lifts = [...new Set(lines.flatMap(({ lift }) => lift ?? []))].toSorted();
  const liftRows = lifts.map((lift) => {
    const { ja, en } = localised('line', 'lift', lift);
    return [code(lift), ja, en];
  });
  return page([
    table([...heads, ...ports, ...more], lines.map(lineRow)),
    table([inOneCell(labels.lift), ...LANGUAGE_HEADS], liftRows),
  ]);
}

function lineRow(row: Line): string[] {
  return [
    code(row.id),
    inOneCell({ ja: escape(row.name.ja), en: escape(row.name.en) }),
    inOneCell(words.lineKinds[row.kind]),
    ...PORTS.map((port) => inOneCell(words.blocked[row.blocks[port]])),
    row.lift === undefined ? '' : code(row.lift),
    row.relay ? `${code(row.relay.host)} ${row.relay.port}, ${inOneCell(words.encryptions[row.relay.encryption])}` : '',
    row.since ?? '',
    row.sources.map(escape).join('<br>'),
  ];
}
