import * as z from 'zod';

const entryShape = z.looseObject({ dev: z.boolean().optional(), link: z.boolean().optional() });
const fileShape = z.looseObject({ packages: z.record(z.string(), entryShape).optional() });

/** A manifest or a lockfile of npm without what is for development only. Takes and gives the parsed JSON. */
export function productionOnly(file: unknown): object {
  const { devDependencies: _, packages, ...rest } = fileShape.parse(file);
  if (packages === undefined) return rest;
  const kept = Object.entries(packages)
    .filter(([, { dev, link }]) => dev !== true && link !== true)
    .map(([path, { devDependencies: _dev, ...entry }]) => [path, entry]);
  return { ...rest, packages: Object.fromEntries(kept) };
}
