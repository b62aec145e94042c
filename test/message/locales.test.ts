import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../locales/', import.meta.url);
const namespaces = readdirSync(new URL('en/', root)).toSorted();

function leaves(value: unknown, path: string[] = []): [string, string][] {
  if (typeof value === 'string') return [[path.join('.'), value]];
  if (typeof value !== 'object' || value === null) throw new Error(`${path.join('.')} is no text`);
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function textsOf(language: string, namespace: string): Map<string, string> {
  const parsed: unknown = JSON.parse(readFileSync(new URL(`${language}/${namespace}`, root), 'utf8'));
  return new Map(leaves(parsed));
}

const variables = (words: string) => [...words.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).toSorted();

it('has the same namespaces in both languages', () => {
  expect(readdirSync(new URL('ja/', root)).toSorted()).toEqual(namespaces);
});

describe.each(namespaces)('%s', (namespace) => {
  const en = textsOf('en', namespace);
  const ja = textsOf('ja', namespace);

  it('has the same keys in both languages', () => {
    expect([...ja.keys()].toSorted()).toEqual([...en.keys()].toSorted());
  });

  it('names the same variables in both languages', () => {
    const differing = [...en].filter(([key, words]) => {
      return (
        JSON.stringify([...new Set(variables(words))]) !== JSON.stringify([...new Set(variables(ja.get(key) ?? ''))])
      );
    });
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('has no empty text, no nesting and no markup', () => {
    for (const [key, words] of [...en, ...ja]) {
      expect(words.trim(), key).not.toBe('');
      expect(words, key).not.toMatch(/\$t\(|<[a-z/]|\*\*|&lt;/i);
    }
  });

  it('writes Japanese in Japanese: no sentence of Latin letters alone, no half-width mark after Japanese', () => {
    const kana = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
    for (const [key, words] of ja) {
      expect(words, key).not.toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}][,!?](?=\s|$|[^\w.])/u);
      const isLabel = key.includes('.encryption.') || key.endsWith('.name');
      if (!isLabel && /[a-z]{3,} [a-z]{3,} [a-z]{3,}/i.test(words)) expect(words, key).toMatch(kana);
    }
  });

  it('writes English without Japanese', () => {
    const foreign = [...en].filter(([key, words]) => /[぀-ヿ一-鿿]/u.test(words) && !/language|help/.test(key));
    expect(foreign).toEqual([]);
  });
});
