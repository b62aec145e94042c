/** Unicode allows no more marks on a letter in a text that is to be processed as a stream (UAX 15, section 13). */
const MARKS_LIMIT = 30;
const TOWER = new RegExp(`(\\p{M}{${MARKS_LIMIT}})\\p{M}+`, 'gu');

/**
 * The text as it is read: compatibility forms folded (NFKC, so full-width letters become ASCII), invisible and control
 * characters removed, quotation marks made plain, blanks folded; lines stay apart. Normalising takes more than linear time
 * where thousands of marks stand on one letter, so towers of marks are cut before.
 */
export function normalise(text: string): string {
  return text
    .toWellFormed()
    .replace(TOWER, '$1')
    .normalize('NFKC')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, '')
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
