import { readdirSync, readFileSync } from 'node:fs';
import { KnowledgeError } from './parse-rows.ts';

const FOLDER = new URL('./data/clients/', import.meta.url);

/**
 * Every file of data/clients, as it stands: a mail program is added by putting its file there. They are read one after
 * the other, because the few dozen small files take milliseconds and nothing else runs at the start.
 *
 * @throws KnowledgeError naming a file that is not JSON
 */
export function readClientFiles(): unknown[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  return files.toSorted().map((name) => parsed(name, readFileSync(new URL(name, FOLDER), 'utf8')));
}

function parsed(name: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new KnowledgeError(`clients/${name}`, error instanceof Error ? error.message : String(error));
  }
}
