import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { lockedPackages } from '../../tools/licences/locked-packages.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const versions = z.record(z.string(), z.string()).default({});
const manifestShape = z.object({
  dependencies: versions,
  devDependencies: versions,
  optionalDependencies: versions,
  allowScripts: z.record(z.string(), z.boolean()).default({}),
  scripts: versions,
});
const lockShape = z.object({
  packages: z.record(
    z.string(),
    z.object({
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      link: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
});

const manifest = manifestShape.parse(JSON.parse(textOf('package.json')));
const locked = Object.entries(lockShape.parse(JSON.parse(textOf('package-lock.json'))).packages).filter(
  ([path, { link }]) => path.includes('node_modules/') && link !== true,
);

/** What npm prints; npm's exit code tells of a problem, too. */
async function npm(...words: string[]): Promise<unknown> {
  const { stdout } = await run('npm', words, { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout);
}

describe('packages', () => {
  test('that are installed are those of the lockfile: none missing, none of another version, none besides', async () => {
    const { problems, dependencies } = z
      .object({ problems: z.array(z.string()).optional(), dependencies: z.record(z.string(), z.unknown()) })
      .parse(await npm('ls', '--all', '--json'));
    expect(problems, 'run: npm ci').toBeUndefined();
    expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(Object.keys(manifest.dependencies)));
  });

  test.each(['package.json', 'tools/node-runtime/package.json'])('are named by exact versions in %s', (file) => {
    const { dependencies, devDependencies, optionalDependencies } = manifestShape.parse(JSON.parse(textOf(file)));
    const named = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(named.length).toBeGreaterThan(0);
    const loose = named.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$|^file:tools\//.test(version));
    expect(loose).toEqual([]);
  });

  test('are checked by a hash each, and come from nowhere else than the registry that npm is set to', () => {
    expect(locked.length).toBeGreaterThan(300);
    const odd = locked.filter(([, { integrity, resolved }]) => !integrity?.startsWith('sha512-') || resolved);
    expect(odd.map(([path]) => path)).toEqual([]);
    expect(textOf('.npmrc')).toContain('omit-lockfile-registry-resolved=true\n');
  });

  test('bring Node.js itself, the one that the tests run on', () => {
    const { optionalDependencies } = manifestShape.parse(JSON.parse(textOf('tools/node-runtime/package.json')));
    expect(new Set(Object.values(optionalDependencies))).toEqual(new Set([process.versions.node]));
  });
});

describe('install scripts', () => {
  const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const withScripts = locked.filter(([, each]) => each.hasInstallScript === true).map(([path]) => nameOf(path));

  test('are declared in package.json, each as allowed or not, and no other', () => {
    expect([...new Set(withScripts)].toSorted()).toEqual(Object.keys(manifest.allowScripts).toSorted());
  });

  test('that are not declared end the installation', () => {
    expect(textOf('.npmrc')).toContain('strict-allow-scripts=true\n');
  });

  test('of what is installed with the bot are not run', () => {
    const production = new Set(
      lockedPackages(new URL('../../package-lock.json', import.meta.url))
        .filter((each) => each.production)
        .map(({ name }) => name),
    );
    const allowed = Object.entries(manifest.allowScripts).filter(([name, may]) => may && production.has(name));
    expect(allowed).toEqual([]);
    expect(textOf('Dockerfile')).toContain('npm ci --omit=dev --ignore-scripts');
  });
});

describe.concurrent('npm run sbom', () => {
  const packages = lockedPackages(new URL('../../package-lock.json', import.meta.url));
  const expected = packages.filter(({ production }) => production).map(({ name, version }) => `${name}@${version}`);
  const make = (format: string) => npm('run', '-s', 'sbom', format);

  test('lists as CycloneDX every package that is installed with the bot, with its hash and licence, and no other', async () => {
    const { bomFormat, components } = z
      .object({
        bomFormat: z.string(),
        components: z.array(
          z.object({
            name: z.string(),
            version: z.string(),
            hashes: z.array(z.object({ alg: z.string(), content: z.string() })).min(1),
            licenses: z.array(z.unknown()).min(1),
          }),
        ),
      })
      .parse(await make('cyclonedx'));
    expect(bomFormat).toBe('CycloneDX');
    expect(new Set(components.map(({ name, version }) => `${name}@${version}`))).toEqual(new Set(expected));
  });

  test('lists the same as SPDX', async () => {
    const { spdxVersion, packages: listed } = z
      .object({
        spdxVersion: z.string(),
        packages: z.array(z.object({ name: z.string(), versionInfo: z.string() })),
      })
      .parse(await make('spdx'));
    expect(spdxVersion).toMatch(/^SPDX-2\./);
    const names = listed.map(({ name, versionInfo }) => `${name}@${versionInfo}`);
    expect(names).toEqual(expect.arrayContaining(expected));
    expect(new Set(names).size).toBe(new Set(expected).size + 1);
  });
});
