import { loadKnowledge } from '../knowledge/load-knowledge.ts';
import { RESOURCES } from '../message/resources.ts';
import type { Desk } from './desk.ts';
import { deskError, deskText, entryName, readDesk } from './desk-file.ts';
import type { DeskProblem } from './desk-source.ts';
import { deskMistakes } from './knowledge/desk-check.ts';
import type { Knowledge } from './knowledge/with-desk.ts';

/** A desk file held against the bot's own knowledge and texts. `desk` is null when there is any problem. */
export type CheckedDesk = { desk: Desk | null; problems: DeskProblem[] };

/** All that is wrong with a desk file, given as text, by line. */
export function checkDesk(text: string, base: Knowledge = loadKnowledge()): CheckedDesk {
  const { desk, problems, lineOf } = readDesk(text);
  if (!desk) return { desk, problems };
  const mistakes = deskMistakes(desk.knowledge, base, RESOURCES).map(({ path, remedy }) => ({
    line: lineOf(path),
    entry: entryName(path),
    remedy,
  }));
  if (mistakes.length === 0) return { desk, problems: [] };
  return { desk: null, problems: mistakes.toSorted((one, other) => one.line - other.line) };
}

/** @throws ConfigError naming the first problem, when there is one or no such file */
export function loadCheckedDesk(file: string, base: Knowledge): Desk {
  const { desk, problems } = checkDesk(deskText(file), base);
  if (!desk) throw deskError(file, problems);
  return desk;
}
