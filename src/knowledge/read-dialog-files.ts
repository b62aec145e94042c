import { readdirSync, readFileSync } from 'node:fs';
import { dialog, type Dialog } from './dialog-schema.ts';
import { KnowledgeError, parseRows } from './parse-rows.ts';

const FOLDER = new URL('./data/dialogs/', import.meta.url);

/**
 * Every dialog of data/dialogs, in the order they are met: one is added by putting its file there.
 *
 * @throws KnowledgeError naming a file that is no dialog
 */
export function readDialogFiles(): Dialog[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  return names.flatMap(readDialog).toSorted((left, right) => left.place - right.place);
}

function readDialog(name: string): Dialog[] {
  const file = `dialogs/${name}`;
  try {
    return parseRows(file, dialog, [JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))]);
  } catch (error) {
    if (error instanceof KnowledgeError) throw error;
    throw new KnowledgeError(file, error instanceof Error ? error.message : String(error));
  }
}
