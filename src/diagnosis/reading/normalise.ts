/** Longest text that is read; a pasted log says what it has to say well before that. */
export const READ_LIMIT = 20_000;

/**
 * The text as it is read: cut to READ_LIMIT characters, compatibility forms folded (NFKC, so full-width letters become
 * ASCII), invisible and control characters removed, quotation marks made plain, blanks folded; lines stay apart.
 */
export function normalise(text: string): string {
  const folded = text.slice(0, READ_LIMIT).toWellFormed().normalize('NFKC').slice(0, READ_LIMIT);
  return folded
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, (character) => (character === '\n' ? '\n' : ''))
    .replace(/[\u2018\u2019\u201b\u2032]/g, "'")
    .replace(/[\u201c\u201d\u201f\u2033]/g, '"')
    .split('\n')
    .map((line) => line.replace(/\p{Zs}{1,400}/gu, ' ').trim())
    .join('\n')
    .trim();
}

/** The same text on one line; every character keeps its place. */
export function onOneLine(text: string): string {
  return text.replaceAll('\n', ' ');
}
