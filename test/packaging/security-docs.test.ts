import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ALL_MUTATIONS } from '../walls/mutations/mutations.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGES = ['docs/security.md', 'docs/security.ja.md'];
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

type Row = { threat: string; walls: string[]; tests: { file: string; titles: string[] }[]; mutations: string[] };

/** The rows that lead from a threat to its wall, to its tests, to what takes the wall away. */
function rowsOf(page: string): Row[] {
  const rows = textOf(page)
    .split('\n')
    .map((line) => line.split(' | '))
    .filter((cells) => cells.length === 4 && cells[2]?.includes('](../test/'));
  return rows.map(([threat = '', walls = '', tests = '', mutations = '']) => ({
    threat: threat.replace(/^\| /, ''),
    walls: [...walls.matchAll(/\]\(\.\.\/(?<file>[^)]+)\)/g)].map(({ groups }) => groups?.['file'] ?? ''),
    tests: tests.split('<br>').map((part) => {
      const [file = '', ...titles] = [...part.matchAll(/`(?<words>[^`]+)`/g)].map(
        ({ groups }) => groups?.['words'] ?? '',
      );
      return { file, titles };
    }),
    mutations: [...mutations.matchAll(/`(?<id>[^`]+)`/g)].map(({ groups }) => groups?.['id'] ?? ''),
  }));
}

const rows = rowsOf('docs/security.md');

/** Whether the source has it as a whole string, as a title is. */
function hasTitle(file: string, title: string): boolean {
  const source = textOf(file);
  return ["'", '"', '`'].some((quote) => source.includes(`${quote}${title}${quote}`));
}

describe.each(PAGES)('%s', (page) => {
  test('names a wall that is there, and a test that is there, for each threat', () => {
    const told = rowsOf(page);
    expect(told.length).toBeGreaterThan(40);
    for (const { threat, walls, tests } of told) {
      expect(walls, threat).not.toEqual([]);
      expect(walls.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
      for (const { file, titles } of tests) {
        expect(titles, `${threat}: ${file}`).not.toEqual([]);
        expect(
          titles.filter((title) => !hasTitle(file, title)),
          file,
        ).toEqual([]);
      }
    }
  });

  test('names each mutation once, beside the wall that it takes away', () => {
    const told = rowsOf(page);
    expect(told.flatMap(({ mutations }) => mutations).toSorted()).toEqual(ALL_MUTATIONS.map(({ id }) => id).toSorted());
    for (const { id, file, test: held } of ALL_MUTATIONS) {
      const row = told.find(({ mutations }) => mutations.includes(id));
      expect(row?.walls, id).toContain(file);
      const isHeld = (each: Row['tests'][number]) => each.file === held.file || each.titles.includes(held.title);
      expect(row?.tests.some(isHeld), id).toBe(true);
    }
  });
});

test('both pages lead to the same walls and tests, row by row', () => {
  const withoutWords = (page: string) =>
    rowsOf(page).map(({ walls, tests, mutations }) => ({ walls, tests, mutations }));
  expect(withoutWords('docs/security.ja.md')).toEqual(withoutWords('docs/security.md'));
});

test('every file of test/walls and test/fuzz leads back to a threat', () => {
  const named = rows.flatMap(({ tests }) => tests.map(({ file }) => file));
  const all = globSync(['test/walls/*.test.ts', 'test/fuzz/*.test.ts'], { cwd: ROOT });
  expect(all.filter((file) => !named.includes(file) && file !== 'test/walls/mutations.test.ts')).toEqual([]);
});
