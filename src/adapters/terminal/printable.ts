/** Controls (C0, C1) and marks that turn the direction of text or hide: all that a terminal would obey instead of show. */
const UNPRINTABLE = /[\p{Cc}\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2060}-\u{2069}\u{FEFF}]/gu;

/** The text with such characters spelt out, so that no server or person can steer the terminal. Line feeds stay. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    if (character === '\n') return character;
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
