/** Controls (C0, C1) and marks that turn the direction of text or hide: all that a terminal would obey instead of show. */
const UNPRINTABLE =
  /[\p{Cc}\u{AD}\u{61C}\u{180E}\u{200B}-\u{200F}\u{2028}-\u{202E}\u{2060}-\u{206F}\u{FEFF}\u{E0000}-\u{E007F}]/gu;

/** The text with such characters spelt out, so that no server or person can steer the terminal. Line feeds stay. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    if (character === '\n') return character;
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
