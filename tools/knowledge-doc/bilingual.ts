import { RESOURCES } from '../../src/message/resources.ts';
import type { Language, Names } from '../../src/message/message.ts';
import { escape, list, table } from './markdown.ts';
import words from './words.json' with { type: 'json' };

/** Words in both languages; the page shows them side by side. */
export type Both = Names;

type Namespace = keyof (typeof RESOURCES)['en'];

/**
 * A text of the locales in both languages, as Markdown; its variables stay as they are written.
 *
 * @param path keys from the outside in
 * @throws Error naming the text that a language lacks
 */
export function localised(namespace: Namespace, ...path: string[]): Both {
  const found = localisedIfAny(namespace, ...path);
  if (!found) throw new Error(`locales: "${namespace}:${path.join('.')}" is not there in both languages. Add it.`);
  return found;
}

/** The same; null where a language lacks it. */
export function localisedIfAny(namespace: Namespace, ...path: string[]): Both | null {
  const ja = textAt('ja', namespace, path);
  const en = textAt('en', namespace, path);
  return ja === null || en === null ? null : { ja: escape(ja), en: escape(en) };
}

function textAt(language: Language, namespace: Namespace, path: readonly string[]): string | null {
  let place: unknown = RESOURCES[language][namespace];
  for (const key of path) {
    if (typeof place !== 'object' || place === null) return null;
    place = Object.entries(place).find(([name]) => name === key)?.[1];
  }
  return typeof place === 'string' ? place : null;
}

/** Several words, joined by what each language puts between them. */
export function joined(all: readonly Both[], between: Both): Both {
  return { ja: all.map(({ ja }) => ja).join(between.ja), en: all.map(({ en }) => en).join(between.en) };
}

/** Words one after the other, as a list within a sentence. */
export function listed(all: readonly Both[]): Both {
  return joined(all, words.comma);
}

/** Both languages in one cell, once where they are the same. */
export function inOneCell({ ja, en }: Both): string {
  return ja === en ? en : `${ja} / ${en}`;
}

/** What is known of a row besides its texts, a line each. */
export function fieldList(fields: readonly (readonly [label: Both, value: string])[]): string {
  return list(fields.map(([label, value]) => `${inOneCell(label)}: ${value}`));
}

/** Texts in a table, the languages side by side. */
export function textTable(rows: readonly (readonly [label: string, text: Both])[], first = ''): string {
  return table(
    [first, ...LANGUAGE_HEADS],
    rows.map(([label, { ja, en }]) => [label, ja, en]),
  );
}

/** The head of the two columns of words. */
export const LANGUAGE_HEADS = [words.languages.ja, words.languages.en] as const;
