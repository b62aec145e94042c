/** Hangul Jamo and everything after it counts double: an upper bound of East Asian Width (Unicode UAX 11) without its table. */
const FIRST_WIDE = 0x1100;

/** Columns that a text takes, Japanese at double width. */
export function columns(words: string): number {
  let sum = 0;
  for (const character of words) sum += (character.codePointAt(0) ?? 0) >= FIRST_WIDE ? 2 : 1;
  return sum;
}

/** A text cut to so many UTF-16 units, with an ellipsis for what is missing; never within a character. */
export function cut(words: string, most: number): string {
  if (words.length <= most) return words;
  let kept = '';
  for (const character of words) {
    if (kept.length + character.length > most - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** A text in pieces of at most so many columns, after a line break where there is one. Joined they are the text. */
export function pieces(words: string, most: number): string[] {
  if (columns(words) <= most) return words === '' ? [] : [words];
  const found: string[] = [];
  let piece = '';
  let width = 0;
  for (const character of words) {
    const wide = columns(character);
    if (width + wide > most) {
      const end = piece.lastIndexOf('\n') + 1 || piece.length;
      found.push(piece.slice(0, end));
      piece = piece.slice(end);
      width = columns(piece);
    }
    piece += character;
    width += wide;
  }
  return piece === '' ? found : [...found, piece];
}
