import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import causes from '../../src/knowledge/data/causes.json' with { type: 'json' };
import signatures from '../../src/knowledge/data/error-signatures.json' with { type: 'json' };
import { RESOURCES } from '../../src/message/resources.ts';
import { knowledgePages } from '../../tools/knowledge-doc/knowledge-pages.ts';
import { readablePattern } from '../../tools/knowledge-doc/readable-pattern.ts';

const DOCS = new URL('../../docs/', import.meta.url);
const RENEW = 'run: npm run knowledge-doc';
/** GitHub shows no page that is larger, only its source. */
const MOST_BYTES = 512 * 1024;

const pages = knowledgePages();
const everything = pages.map(({ text }) => text).join('\n');
const unescaped = everything.replace(/\\([\\`*<>|[\]~_])/g, '$1');

/** Every sentence of a file of the locales. */
function sentencesOf(texts: object): string[] {
  return Object.values(texts).flatMap((value: unknown) => {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? sentencesOf(value) : [];
  });
}

/** The first line that differs: a page has thousands, and all of them would say no more. */
function firstDifference(committed: string, made: string): { committed?: string; made?: string } | null {
  const [before, after] = [committed.split('\n'), made.split('\n')];
  const at = after.findIndex((line, index) => line !== before[index]);
  if (at === -1 && before.length === after.length) return null;
  const line = at === -1 ? after.length : at;
  return { committed: before[line], made: after[line] };
}

describe.each(pages)('docs/$file', ({ file, text }) => {
  test(`says what the data and the locales say (if not, ${RENEW})`, () => {
    const url = new URL(file, DOCS);
    expect(existsSync(url), `docs/${file} is not there; ${RENEW}`).toBe(true);
    expect(firstDifference(readFileSync(url, 'utf8'), text), `docs/${file} is stale; ${RENEW}`).toBeNull();
  });

  test('is small enough to be shown by GitHub', () => {
    expect(Buffer.byteLength(text)).toBeLessThan(MOST_BYTES);
  });

  test('has as many cells in each row of a table as in its head', () => {
    const tables = text
      .trimEnd()
      .split('\n\n')
      .filter((block) => block.startsWith('|'));
    const cells = (line: string) => line.replaceAll('\\|', '').split('|').length;
    const uneven = tables.flatMap((block) => {
      const [head = '', ...rows] = block.split('\n');
      return rows.filter((row) => cells(row) !== cells(head));
    });
    expect(uneven).toEqual([]);
  });

  test('has each heading once, so that links find it', () => {
    const headings = text.split('\n').filter((line) => line.startsWith('#'));
    expect(headings.filter((heading, index) => headings.indexOf(heading) !== index)).toEqual([]);
  });
});

describe.each(['ja', 'en'] as const)('the pages in %s', (language) => {
  const { cause, clients, evidence, explanation, fact, finding, question, remedy } = RESOURCES[language];
  test.each(Object.entries({ cause, clients, evidence, explanation, fact, finding, question, remedy }))(
    'show every text of %s.json',
    (_, texts) => {
      expect(sentencesOf(texts).filter((sentence) => !unescaped.includes(sentence))).toEqual([]);
    },
  );
});

test('every cause tells what confirms it and which remedy it has', () => {
  for (const { id, remedy } of causes) {
    const part = pages[0]?.text.split(`\n### Cause: ${id}\n`)[1]?.split('\n### ')[0] ?? '';
    expect(part, id).toContain(`(knowledge.md#remedy-${remedy})`);
    expect(part, id).toContain('| 除外 / ruled out |');
  }
});

describe('an example of an error text', () => {
  test('is such a text itself, for nearly all where nothing may vary', () => {
    const fixed = signatures
      .map(({ id, pattern }) => ({ id, pattern, example: readablePattern(pattern) }))
      .filter(({ pattern, example }) => !example.includes('…') && !pattern.includes('\\d'));
    const read = fixed.filter(({ pattern, example }) => new RegExp(pattern, 'iu').test(`${example} `));
    expect(fixed.length).toBeGreaterThan(signatures.length / 2);
    expect(read.length).toBeGreaterThan(fixed.length * 0.95);
  });

  test.each([
    ['Connection (?:timed out|refused)', 'Connection timed out'],
    ['Cannot connect .{1,80}error \\d{3,6}', 'Cannot connect … error n'],
    ['(?<!to )\\bfailed(?! permanently)|次の宛先', 'failed'],
    ['535[ -]5\\.7\\.8\\b', '535 5.7.8'],
    ['\\[BL\\d\\]', '[BLn]'],
  ])('of %s is %s', (pattern, example) => {
    expect(readablePattern(pattern)).toBe(example);
  });
});
