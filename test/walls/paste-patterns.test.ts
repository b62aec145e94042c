import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { superLinear } from '../../tools/lint/super-linear.ts';
import { PASTED } from './paste-corpus.ts';

/** Of the fifty that a whole message may take, for one pattern of hundreds. */
const MOST_MS = 15;
const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'op25b-patterns-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs `run` and gives every pattern that was compiled from a string meanwhile: those of the data, and those woven from it. */
async function compiled(run: () => Promise<void>): Promise<Map<string, RegExp>> {
  const seen = new Map<string, RegExp>();
  const watched = new Proxy(RegExp, {
    construct(target, [source, flags]) {
      const made = new target(source, flags);
      if (typeof source === 'string') seen.set(String(made), made);
      return made;
    },
  });
  vi.stubGlobal('RegExp', watched);
  await run().finally(() => vi.unstubAllGlobals());
  return seen;
}

const patterns = await compiled(async () => {
  const { reading } = await import('../diagnosis/reading/knowledge.ts');
  for (const { text } of PASTED)
    for (const pending of [null, 'server', 'error', 'worked'] as const) reading(text, pending);
});

/** The words that a pattern looks for, without its signs: a text that it nearly matches again and again. */
function scrapOf(pattern: RegExp): string {
  const words = pattern.source
    .replace(
      /\(\?<?[!=][^()]{0,80}\)|\(\?(?:<\w{1,20}>|:)|\[[^\]]{0,200}\]|\\[pP]\{[^}]{1,30}\}|\{\d{1,4}(?:,\d{0,4})?\}|\\[bBdwsDWSk]/g,
      ' ',
    )
    .replace(/\\(.)/g, '$1')
    .replace(/[()?*+^$|]/g, ' ')
    .slice(0, 60);
  return words.trim() === '' ? 'a ' : words;
}

/** The least of three tries, in milliseconds of the processor. */
function processorTime(run: () => unknown): number {
  const times = Array.from({ length: 3 }, () => {
    const before = process.threadCpuUsage();
    run();
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

function search(pattern: RegExp, length: number): void {
  const everywhere = new RegExp(pattern.source, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`);
  const scrap = scrapOf(pattern);
  scrap
    .repeat(Math.ceil(length / scrap.length))
    .slice(0, length)
    .replace(everywhere, '');
}

describe('the patterns that pasted text is held against', () => {
  test('take linear time by their form, those of the data and those woven from it', () => {
    expect(patterns.size).toBeGreaterThan(600);
    const found = [...patterns.values()].filter(
      ({ source, flags }) => superLinear(source, flags.replace('d', '')) !== null,
    );
    expect(found).toEqual([]);
  });

  test('take about twice the time for twice the text that each nearly matches', () => {
    const all = [...patterns.values()];
    // Some clocks of the processor tick every few milliseconds: all together tell the ratio, each alone only what is slow.
    const searchAll = (length: number) => processorTime(() => all.forEach((pattern) => search(pattern, length)));
    searchAll(5_000);
    expect(searchAll(20_000) / searchAll(10_000)).toBeLessThan(3.2);
    expect(all.filter((pattern) => processorTime(() => search(pattern, 20_000)) > MOST_MS)).toEqual([]);
  });

  test('would be found if they took longer', () => {
    expect(superLinear('(?:a+)+b', 'u')).toMatchObject({ kind: 'exponential' });
    expect(superLinear('a+\\s*a+b', 'u')).toMatchObject({ kind: 'Trade' });
    expect(superLinear('[a-z]+@', 'iu')).toMatchObject({ kind: 'Move' });
    expect(superLinear('a{1,20}@', 'iu')).toBeNull();
  });
});

test('the linter refuses such a pattern in the code', () => {
  const file = join(folder, 'slow.ts');
  writeFileSync(file, 'export const slow = /[a-z]+@/u;\nexport const quick = /[a-z]{1,64}@/u;\n');
  const { stdout, status } = spawnSync(
    join(ROOT, 'node_modules/.bin/oxlint'),
    ['-c', join(ROOT, '.oxlintrc.json'), file],
    {
      encoding: 'utf8',
    },
  );
  expect(stdout).toContain('op25b(linear-patterns)');
  expect(stdout.match(/linear-patterns/g)).toHaveLength(1);
  expect(status).toBe(1);
});
