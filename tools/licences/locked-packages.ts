import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** A package of the lockfile. `production`: it is installed with the bot, not only to develop it. */
export type LockedPackage = { name: string; version: string; licence: string; production: boolean };

const lockShape = z.object({
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string().optional(),
      license: z.string().optional(),
      link: z.boolean().optional(),
      dev: z.boolean().optional(),
    }),
  ),
});

const FOLDER = 'node_modules/';

/**
 * Every package of others that the lockfile names, for whichever system, each version once, sorted by name and version.
 * `licence` is what the package says of itself; empty where it says nothing.
 */
export function lockedPackages(lockfile: URL): LockedPackage[] {
  const { packages } = lockShape.parse(JSON.parse(readFileSync(lockfile, 'utf8')));
  const found = new Map<string, LockedPackage>();
  for (const [path, { name, version = '', license = '', link, dev }] of Object.entries(packages)) {
    if (!path.includes(FOLDER) || link === true) continue;
    const called = name ?? path.slice(path.lastIndexOf(FOLDER) + FOLDER.length);
    const production = dev !== true;
    const before = found.get(`${called}@${version}`);
    found.set(`${called}@${version}`, {
      name: called,
      version,
      licence: license,
      production: production || before?.production === true,
    });
  }
  return [...found.values()].toSorted((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

/** By code unit, so that the order is the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
