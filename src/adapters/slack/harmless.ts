import { MOST_TEXT } from './limits.ts';

/** Marks that turn the direction of writing: a server's banner could make a name read backwards (Unicode UAX 9). */
const DIRECTION_MARKS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
/** What has no width: it could split a word that somebody searches for, or hide one. The joiners of emoji stay. */
const ZERO_WIDTH = /[\u{AD}\u{180E}\u{200B}\u{2060}-\u{2065}\u{E0000}-\u{E007F}]/gu;
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFEFF]/g;
const LONE_SURROGATES = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Text without marks that turn or hide, and control characters (line feed and tab stay). Not yet escaped. */
export function harmless(words: string): string {
  return words
    .replaceAll('\r\n', '\n')
    .replace(DIRECTION_MARKS, '')
    .replace(ZERO_WIDTH, '')
    .replace(CONTROLS, ' ')
    .replace(LONE_SURROGATES, '\u{FFFD}');
}

/** The three characters that Slack reads as markup in a `text` (https://docs.slack.dev/messaging/formatting-message-text#escaping). */
export function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The words for a notification: short, escaped, never cut within an escape. */
export function fallbackText(words: string): string {
  let text = '';
  for (const character of harmless(words)) {
    const next = escaped(character);
    if (text.length + next.length > MOST_TEXT - 1) return `${text}…`;
    text += next;
  }
  return text.trim() === '' ? '…' : text;
}
