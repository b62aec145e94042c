import type { Mutation } from './mutation.ts';

/** The code with the wall taken away. Throws where the text to be replaced is not there exactly once. */
export function mutate(code: string, { id, file, old, new: replacement }: Mutation): string {
  const parts = code.split(old);
  if (parts.length !== 2) throw new Error(`${id}: ${file} has this ${parts.length - 1} times, not once: ${old}`);
  return parts.join(replacement);
}
