/** Stands for anything in between. */
const GAP = '…';
const DIGIT = 'n';

/** What a pattern looks for, as a person would write it: its first way of saying it, with `…` for whatever may vary. */
export function readablePattern(source: string): string {
  const [text] = readAlternatives(source, 0);
  return text
    .replace(/ ?…[ …]*/g, ' … ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The first of the alternatives that begin at `start`, and the place after them. */
function readAlternatives(source: string, start: number): [string, number] {
  let first: string | null = null;
  let text = '';
  let at = start;
  while (at < source.length && source[at] !== ')') {
    if (source[at] === '|') {
      first ??= text;
      at++;
    } else {
      const [atom, next] = readAtom(source, at);
      const [repeats, after] = readRepeats(source, next);
      text += repeats && atom !== DIGIT ? (atom === '' ? '' : GAP) : atom;
      at = after;
    }
  }
  return [first ?? text, at];
}

function readAtom(source: string, at: number): [string, number] {
  const rest = source.slice(at);
  const group = /^\((?:\?(?<look>[:=!]|<[=!]|<\w+>))?/.exec(rest);
  if (group) {
    const [inner, end] = readAlternatives(source, at + group[0].length);
    return [/[=!]/.test(group.groups?.['look'] ?? '') ? '' : inner, end + 1];
  }
  const set = /^\[(?:\\.|[^\]\\])*\]/.exec(rest);
  if (set) return [setWords(set[0]), at + set[0].length];
  if (rest.startsWith('\\')) return [escapedWords(rest[1] ?? ''), at + 2];
  const [one = ''] = rest;
  if (one === '.') return [GAP, at + 1];
  return [one === '^' || one === '$' ? '' : one, at + one.length];
}

/** Whether what stands before may be repeated; what is only optional (`?`) is shown. */
function readRepeats(source: string, at: number): [boolean, number] {
  const found = /^(?:(?<many>[*+]|\{\d+(?:,\d*)?\})\??|\?)/.exec(source.slice(at));
  return found ? [found.groups?.['many'] !== undefined, at + found[0].length] : [false, at];
}

/** A set shows its first character where that is one to be read, such as the blank of `[ -]`. */
function setWords(set: string): string {
  const [first = ''] = set.slice(1);
  if (set.startsWith('[\\d')) return DIGIT;
  return /[\^\\]/.test(first) ? GAP : first;
}

function escapedWords(letter: string): string {
  if (letter === 'd') return DIGIT;
  if (letter === 's') return ' ';
  if (letter === 'w' || letter === 'S' || letter === 'D' || letter === 'W') return GAP;
  return letter === 'b' || letter === 'B' ? '' : letter;
}
