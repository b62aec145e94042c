import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { ConfigError } from '../config-error.ts';
import { shapeProblem } from '../shape-problem.ts';

export type Desk = {
  /** Who takes over an unsolved case. */
  name: string | null;
  /** How to reach them: an address, a telephone number, a page. */
  contact: string | null;
  /** The name that the probe gives in EHLO; null: its address. */
  ehloName: string | null;
};

const deskFile = z.strictObject({
  name: z.optional(z.string()),
  contact: z.optional(z.string()),
  ehloName: z.optional(z.string()),
});

/**
 * @param file path of the desk file (YAML)
 * @throws ConfigError naming the file, the entry and the remedy
 */
export function readDeskFile(file: string): Desk {
  const desk = deskFile.safeParse(yamlOf(file));
  if (!desk.success) {
    const [issue] = desk.error.issues;
    const place = issue && issue.path.length > 0 ? issue.path.join('.') : 'the file';
    throw new ConfigError(file, `${place} ${issue ? shapeProblem(issue) : 'has the wrong shape'}`);
  }
  const { name = null, contact = null, ehloName = null } = desk.data;
  return { name, contact, ehloName };
}

function yamlOf(file: string): unknown {
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError('OP25B_DESK', `the file ${file} cannot be read; give the path of a readable desk file`);
  }
  try {
    return parse(source) ?? {};
  } catch (error) {
    const problem = error instanceof Error ? error.message.split('\n')[0] : 'unknown';
    throw new ConfigError(file, `is not valid YAML (${problem})`);
  }
}
