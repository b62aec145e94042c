import { readFileSync } from 'node:fs';
import { ConfigError } from '../config-error.ts';
import { shapeProblem } from '../shape-problem.ts';
import { DEFAULT_KEEP_DAYS, type Desk } from './desk.ts';
import { peopleOf } from './desk-people.ts';
import { deskFile, type DeskFileShape } from './desk-file-shape.ts';
import { parseDeskSource, type DeskProblem, type EntryPath } from './desk-source.ts';

/** A desk file as far as it can be judged by itself. `desk` is null when its shape is wrong. */
export type DeskReading = { desk: Desk | null; problems: DeskProblem[]; lineOf: (path: EntryPath) => number };

/**
 * @param file path of the desk file (YAML)
 * @throws ConfigError naming the file, the entry, its line and the remedy
 */
export function readDeskFile(file: string): Desk {
  const { desk, problems } = readDesk(deskText(file));
  if (!desk) throw deskError(file, problems);
  return desk;
}

/** @throws ConfigError when there is no such file */
export function deskText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError('OP25B_DESK', `the file ${file} cannot be read; give the path of a readable desk file`);
  }
}

/** All that is wrong with the shape of a desk file, given as text. */
export function readDesk(text: string): DeskReading {
  const { value, syntax, lineOf } = parseDeskSource(text);
  if (syntax.length > 0) return { desk: null, problems: syntax, lineOf };
  const parsed = deskFile.safeParse(value);
  if (parsed.success) return { desk: deskOf(parsed.data), problems: [], lineOf };
  const problems = parsed.error.issues.map((issue) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    return {
      line: lineOf([...issue.path, ...unknown]),
      entry: entryName(issue.path),
      remedy: shapeProblem(issue),
    };
  });
  return { desk: null, problems: problems.toSorted((one, other) => one.line - other.line), lineOf };
}

export function entryName(path: EntryPath): string {
  return path.map(String).join('.');
}

/** The first problem in one line; `op25b desk check` lists all. */
export function deskError(file: string, problems: readonly DeskProblem[]): ConfigError {
  const [first, ...more] = problems;
  if (!first) return new ConfigError(file, 'has the wrong shape');
  const words = first.entry === '' && !first.remedy.startsWith('is not') ? 'the file' : first.entry;
  const rest = more.length > 0 ? `; ${more.length} more: op25b desk check` : '';
  return new ConfigError(file, `${words} ${first.remedy} (line ${first.line}${rest})`.trim());
}

function deskOf(given: DeskFileShape): Desk {
  return {
    name: given.name ?? null,
    contact: given.contact ?? null,
    hours: given.hours ?? null,
    ehloName: given.ehloName ?? null,
    probeContact: given.probeContact ?? null,
    deny: given.deny ?? [],
    keepDays: given.keepDays ?? DEFAULT_KEEP_DAYS,
    slack: given.slack ? { channel: given.slack.channel, workspace: given.slack.workspace ?? null } : null,
    discord: given.discord ?? null,
    people: peopleOf(given.people ?? []),
    limits: {
      personPerMinute: given.limits?.personPerMinute ?? null,
      workspacePerMinute: given.limits?.workspacePerMinute ?? null,
      targetPerMinute: given.limits?.targetPerMinute ?? null,
      addressPerMinute: given.limits?.addressPerMinute ?? null,
      blockPerHour: given.limits?.blockPerHour ?? null,
    },
    knowledge: {
      servers: given.servers ?? [],
      lines: given.lines ?? [],
      notices: given.notices ?? [],
      wording: given.wording ?? {},
      causes: given.causes ?? [],
      remedies: given.remedies ?? [],
      clients: given.clients ?? [],
    },
  };
}
