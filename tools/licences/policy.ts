import { readFileSync } from 'node:fs';
import * as z from 'zod';

const policyShape = z.object({
  allowed: z.array(z.object({ id: z.string(), ja: z.string(), en: z.string() })),
  shipped: z.array(
    z.object({
      name: z.string(),
      files: z.array(z.string()),
      folder: z.string(),
      licence: z.string(),
      text: z.string(),
    }),
  ),
});

/** Which licences may come in, and what ships with the project that is no package. */
export type Policy = z.infer<typeof policyShape>;

export function readPolicy(): Policy {
  return policyShape.parse(JSON.parse(readFileSync(new URL('policy.json', import.meta.url), 'utf8')));
}

/**
 * Whether something under this licence may come in. Of an SPDX expression (SPDX 2.3, annex D) every part of an AND must be
 * allowed and one of an OR; what has another form is not allowed, so that a person looks at it.
 */
export function isAllowed(expression: string, { allowed }: Pick<Policy, 'allowed'>): boolean {
  const words = expression.replace(/^\((?<inner>[^()]*)\)$/, '$<inner>');
  const ids = new Set(allowed.map(({ id }) => id));
  return words.split(' OR ').some((choice) => choice.split(' AND ').every((id) => ids.has(id)));
}
