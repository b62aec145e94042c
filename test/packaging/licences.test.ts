import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { licencePage } from '../../tools/licences/licence-page.ts';
import { lockedPackages } from '../../tools/licences/locked-packages.ts';
import { isAllowed, readPolicy } from '../../tools/licences/policy.ts';

const ROOT = new URL('../../', import.meta.url);
const packages = lockedPackages(new URL('package-lock.json', ROOT));
const policy = readPolicy();

describe('licences', () => {
  test('of all packages are among those that may come in', () => {
    expect(packages.length).toBeGreaterThan(300);
    const others = packages.filter(({ licence }) => !isAllowed(licence, policy));
    expect(others, 'look at it, then add it to tools/licences/policy.json or take the package out').toEqual([]);
  });

  test('are those that the packages themselves name', () => {
    const manifest = z.object({ version: z.string(), license: z.string() });
    for (const { name, version, licence } of packages) {
      const file = new URL(`node_modules/${name}/package.json`, ROOT);
      if (!existsSync(file)) continue;
      const installed = manifest.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
      if (installed?.version === version) expect(installed.license, name).toBe(licence);
    }
  });

  test.each([
    ['MIT', true],
    ['MIT OR GPL-3.0-only', true],
    ['(MIT AND ISC)', true],
    ['MIT AND GPL-3.0-only', false],
    ['GPL-3.0-only', false],
    ['SEE LICENSE IN LICENSE', false],
    ['', false],
  ])('%j may come in: %s', (expression, may) => {
    expect(isAllowed(expression, { allowed: ['MIT', 'ISC'].map((id) => ({ id, ja: '', en: '' })) })).toBe(may);
  });

  test('of the fonts that ship are told, with their text', () => {
    for (const { folder, files, licence, text } of policy.shipped) {
      expect(readdirSync(new URL(folder, ROOT)).toSorted()).toEqual([...files, text].toSorted());
      expect(isAllowed(licence, policy)).toBe(true);
    }
    expect(readFileSync(new URL('src/picture/fonts/LICENSE', ROOT), 'utf8')).toContain('SIL OPEN FONT LICENSE');
  });

  test('are listed in docs/licences.md as they are (if not, run: npm run licences)', () => {
    const page = readFileSync(new URL('docs/licences.md', ROOT), 'utf8');
    expect(page === licencePage(packages, policy), 'run: npm run licences').toBe(true);
  });
});
