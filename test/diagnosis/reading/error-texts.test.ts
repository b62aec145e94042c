import { afterAll, describe, expect, test } from 'vitest';
import type { ErrorReading } from '../../../src/diagnosis/reading/reading.ts';
import causes from '../../../src/knowledge/data/causes.json' with { type: 'json' };
import { ERROR_CLASSES } from '../../../src/knowledge/error-schema.ts';
import { knowledge, reading } from './knowledge.ts';
import { readErrorTexts } from './texts/read-error-texts.ts';

const texts = readErrorTexts();
const errors = texts.flatMap(({ told }) => told ?? []);

function toldOf(error: ErrorReading) {
  const reply = error.reply && [error.reply.code, error.reply.enhanced].filter((part) => part !== null).join(' ');
  return { class: error.class, causes: error.causes, reply, stage: error.stage, relayed: error.relayed };
}

describe('every text of the list', () => {
  test.each(texts)('$from: $text', ({ text, told }) => {
    const { error } = reading(text);
    expect(error && toldOf(error)).toEqual(told);
  });
});

describe('the list', () => {
  afterAll(() => {
    const files = [...new Set(texts.map(({ from }) => from))];
    const counts = files.map((name) => `${name} ${texts.filter(({ from }) => from === name).length}`);
    const pointed = new Set(errors.flatMap((told) => told.causes));
    console.log(
      `Error texts: ${errors.length} read, to ${pointed.size} causes, by ${knowledge.signatures.length} known texts and ${knowledge.replyMeanings.length} codes (${counts.join(', ')})`,
    );
  });

  test('holds at least 150 texts, none of them twice', () => {
    expect(new Set(texts.map(({ text }) => text)).size).toBe(texts.length);
    expect(errors.length).toBeGreaterThanOrEqual(150);
  });

  test('shows every class of error', () => {
    const seen = new Set<string>(errors.map((told) => told.class));
    expect(ERROR_CLASSES.filter((name) => !seen.has(name))).toEqual([]);
  });

  test('points only to causes that are known', () => {
    const ids = causes.map(({ id }) => id);
    expect(errors.flatMap((told) => told.causes).filter((id) => !ids.includes(id))).toEqual([]);
  });
});
