/** Longest excerpt that is kept of an error text. */
export const EXCERPT_LIMIT = 300;

/** Start of Unicode's pictures of control characters (block Control Pictures). */
const CONTROL_PICTURES = 0x2400;

/** At most `limit` characters, with control, format and direction characters replaced by something that can be seen. */
export function visible(text: string, limit: number = EXCERPT_LIMIT): string {
  const shown = text
    .slice(0, limit * 2)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => {
      const code = character.codePointAt(0) ?? 0;
      if (character === '\n' || character === '\r' || character === '\t') return ' ';
      if (code < 0x20) return String.fromCodePoint(CONTROL_PICTURES + code);
      return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
    });
  return shown.length <= limit ? shown : `${shown.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}\u2026`;
}
