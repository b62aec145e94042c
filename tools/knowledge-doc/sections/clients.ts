import { ENCRYPTIONS } from '../../../src/knowledge/provider-words.ts';
import type { Client } from '../../../src/knowledge/schema.ts';
import { fieldList, inOneCell, LANGUAGE_HEADS, listed, localised, textTable, type Both } from '../bilingual.ts';
import { clientHeading, clientLink } from '../headings.ts';
import type { Knowledge } from '../knowledge.ts';
import { escape, heading, page, table } from '../markdown.ts';
import words from '../words.json' with { type: 'json' };

const { labels } = words;

export function clientsSection({ clients }: Knowledge): string {
  const index = clients.map(({ id, kind }) => {
    const { ja, en } = localised('clients', id, 'name');
    return [clientLink(id), ja, en, inOneCell(words.clientKinds[kind])];
  });
  return page([
    table([inOneCell(labels.id), ...LANGUAGE_HEADS, inOneCell(labels.kind)], index),
    ...clients.map(clientPart),
  ]);
}

function clientPart(row: Client): string {
  const text = (...path: string[]): Both => localised('clients', row.id, ...path);
  const steps = row.steps.map((step, index) => {
    const { ja, en } = text('steps', step.id);
    return [String(index + 1), ja, en, inOneCell(whenShown(step))];
  });
  return page([
    heading(3, clientHeading(row.id)),
    textTable([
      [inOneCell(labels.name), text('name')],
      ...ENCRYPTIONS.map((kind) => [encryptionLabel(kind), text('encryption', kind)] as const),
      ...row.notes.map((note) => [inOneCell(labels.note), text('notes', note)] as const),
    ]),
    fieldList([
      [labels.kind, inOneCell(words.clientKinds[row.kind])],
      [labels.connectsFrom, inOneCell(words.connectsFrom[row.connectsFrom])],
      [labels.aliases, row.aliases.map(escape).join(', ')],
    ]),
    steps.length === 0 ? '' : table([inOneCell(labels.step), ...LANGUAGE_HEADS, inOneCell(labels.when)], steps),
  ]);
}

function encryptionLabel(kind: (typeof ENCRYPTIONS)[number]): string {
  return `${inOneCell(labels.encryption)} ${inOneCell(words.encryptions[kind])}`;
}

function whenShown({ sets, when }: Client['steps'][number]): Both {
  const changed = listed((sets ?? []).map((setting) => words.settings[setting]));
  if (when === undefined) return changed;
  const { ja, en } = words.encryptions[when];
  return { ja: `${changed.ja} (${ja})`, en: `${changed.en} (${en})` };
}
