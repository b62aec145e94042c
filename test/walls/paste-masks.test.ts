import { describe, expect, test } from 'vitest';
import { reading } from '../diagnosis/reading/knowledge.ts';
import { readErrorTexts } from '../diagnosis/reading/texts/read-error-texts.ts';
import { formsOf, PASTED } from './paste-corpus.ts';

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
const held = PASTED.filter(({ kind }) => kind !== 'harmless');
const harmless = PASTED.filter(({ kind }) => kind === 'harmless');

describe('of what people paste', () => {
  test.each(held)('no secret is kept ($kind): $text', ({ text, secrets, keeps }) => {
    const found = reading(text);
    const kept = JSON.stringify(found);
    for (const secret of secrets.flatMap(formsOf)) expect(kept).not.toContain(inJson(secret));
    for (const part of keeps) expect(found.redacted).toContain(part);
  });

  test.each(harmless)('what only looks like a secret stays: $text', ({ text }) => {
    const found = reading(text);
    expect(found.redacted).toBe(text);
    expect(found.secret).toBe(false);
  });

  test('no error text that is known is taken for a secret', () => {
    const texts = readErrorTexts();
    expect(texts.length).toBeGreaterThan(500);
    expect(texts.filter(({ text }) => reading(text).secret)).toEqual([]);
  });

  test('the corpus is large and of both kinds', () => {
    expect(held.length).toBeGreaterThan(150);
    expect(harmless.length).toBeGreaterThan(100);
  });
});
