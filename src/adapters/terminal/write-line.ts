import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Writes one line and waits while the reader is slow, so that output never piles up in memory. */
export async function writeLine(output: Writable, line: string): Promise<void> {
  if (!output.write(`${line}\n`)) await once(output, 'drain');
}
