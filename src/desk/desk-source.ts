import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';

/** Steps from the top of the file to an entry: names and places in lists. */
export type EntryPath = readonly PropertyKey[];

/** Something wrong in a desk file: where, and what to do instead. `line` counts from 1; `entry` is empty for the whole file. */
export type DeskProblem = { line: number; entry: string; remedy: string };

/** A desk file as it was read. `lineOf`: the line where an entry, or what holds it, stands. */
export type DeskSource = { value: unknown; syntax: DeskProblem[]; lineOf: (path: EntryPath) => number };

/** Reads YAML, keeping the places. Never throws: what is no YAML is among the problems of `syntax`. */
export function parseDeskSource(source: string): DeskSource {
  const lines = new LineCounter();
  // Without a log level, the parser writes warnings to the process's own error output.
  const options = { lineCounter: lines, intAsBigInt: true, prettyErrors: false, logLevel: 'error' } as const;
  const document = parseDocument(source, options);
  const lineAt = (offset: number): number => lines.linePos(offset).line || 1;
  const syntax = document.errors.map(({ message, pos }) => {
    const [reason = ''] = message.split('\n');
    return { line: lineAt(pos[0]), entry: '', remedy: `is not valid YAML (${reason})` };
  });
  return { value: syntax.length > 0 ? null : valueOf(document, syntax), syntax, lineOf };

  function lineOf(path: EntryPath): number {
    return lineAt(offsetOf(document, path));
  }
}

function valueOf(document: Document, syntax: DeskProblem[]): unknown {
  try {
    return document.toJS({ reviver: smallNumber }) ?? {};
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    syntax.push({ line: 1, entry: '', remedy: `is not valid YAML (${reason})` });
    return null;
  }
}

/** Whole numbers are read as bigints, so that long ids stay exact; those that a number can hold become one. */
function smallNumber(_key: unknown, value: unknown): unknown {
  return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

/** Where the deepest part of the path that is there begins; for an entry of a map, its name. */
function offsetOf(document: Document, path: EntryPath): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) return offset;
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      if (isNode(node)) offset = node.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}
