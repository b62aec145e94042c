import type * as z from 'zod/mini';

/** What is wrong with a value, in words. The small schema library has no sentences of its own: what it wanted is in the issue's fields. */
export function shapeProblem(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `has unknown fields (${issue.keys.join(', ')})`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_type') return `must be of type ${issue.expected}`;
  return issue.message;
}
