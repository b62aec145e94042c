import type { Block, Span, Spans } from '../../message/document.ts';
import type { ProgressState } from '../../message/message.ts';
import { pieces } from './clip.ts';

/**
 * The one place that turns words into Discord's Markdown. It returns pieces that may be joined, or shown in different
 * messages: none is longer than 4,000 characters, and no mark reaches over two of them.
 */

const MARKS: Record<ProgressState, string> = { waiting: '⏳', good: '✅', bad: '❌', unclear: '⚠️' };

/** Escaping at most doubles a text, so a piece of this length stays well within a message. */
const LONGEST_PIECE = 1000;
/** A block of code is copied as a whole, so it is cut only where it must. */
const LONGEST_CODE = 3900;

/** Controls, and marks that hide or turn the direction of text. Line feeds and tabs stay. */
const HIDDEN =
  /[\u{0}-\u{8}\u{B}-\u{1F}\u{7F}-\u{9F}\u{AD}\u{61C}\u{180E}\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2060}-\u{206F}\u{FEFF}\u{E0000}-\u{E007F}]/gu;
const MARKUP = /[\\*_`~|[\]<>]/g;
/** Headings, lists, small print. */
const LINE_START = /^([ \t]*)([#+-])/gm;
const NUMBER_AT_LINE_START = /^([ \t]*\d+)([.)])/gm;
const ZERO_WIDTH_SPACE = '\u{200B}';
const GRAVE_LETTER = '\u{2CB}';
const USER_ID = /^\d{15,21}$/;

/** A text in which Discord sees neither markup nor mentions nor links. */
export function escape(text: string): string {
  return text
    .replace(HIDDEN, '')
    .replace(MARKUP, String.raw`\$&`)
    .replace(LINE_START, String.raw`$1\$2`)
    .replace(NUMBER_AT_LINE_START, String.raw`$1\$2`)
    .replaceAll('://', String.raw`:\//`)
    .replace(/@(?=everyone|here)/gi, `@${ZERO_WIDTH_SPACE}`);
}

/** Markdown of one block, the line feed at its end included. */
export function blockPieces(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return ['### ', ...spanPieces(block.spans, ' '), '\n'];
    case 'paragraph':
      return [...spanPieces(block.spans, '\n'), '\n'];
    case 'list':
      return block.items.flatMap((item) => ['- ', ...spanPieces(item, '\n  '), '\n']);
    case 'steps':
      return block.items.flatMap((item, index) => [`${index + 1}. `, ...spanPieces(item, '\n   '), '\n']);
    case 'progress':
      return block.items.flatMap(({ state, spans }) => [`${MARKS[state]} `, ...spanPieces(spans, ' '), '\n']);
    case 'code':
      return [...spanPieces(block.label, '\n'), '\n', ...fencePieces(block.value)];
    case 'picture':
      return [];
  }
}

/** `lineFeed`: what a line feed within the words becomes, so that they stay in their list item or heading. */
export function spanPieces(spans: Spans, lineFeed: string): string[] {
  return spans.flatMap((span) => spanMarkdown(span, lineFeed));
}

function spanMarkdown({ kind, value }: Span, lineFeed: string): string[] {
  switch (kind) {
    case 'plain':
      return plainPieces(value, lineFeed);
    case 'code':
      return pieces(inCode(value), LONGEST_PIECE).map((piece) => `\`${piece}\``);
    case 'link':
      return linkPieces(value, lineFeed);
    case 'person':
      return USER_ID.test(value) ? [`<@${value}>`] : plainPieces(value, lineFeed);
  }
}

function plainPieces(value: string, lineFeed: string): string[] {
  return pieces(value, LONGEST_PIECE).map((piece) => escape(piece).replaceAll('\n', lineFeed));
}

/** Nothing ends a code span but a backtick; it holds one line. */
function inCode(value: string): string {
  const shown = value.replace(HIDDEN, '').replace(/\s+/g, ' ').replaceAll('`', GRAVE_LETTER);
  return shown.trim() === '' ? ' ' : shown;
}

function fencePieces(value: string): string[] {
  const shown = value.replace(HIDDEN, '').replaceAll('```', `\`\`${ZERO_WIDTH_SPACE}\``);
  return pieces(shown, LONGEST_CODE).map((piece) => `\`\`\`\n${piece}\n\`\`\`\n`);
}

function linkPieces(value: string, lineFeed: string): string[] {
  const url = URL.canParse(value) ? new URL(value) : null;
  const safe = url !== null && ['http:', 'https:'].includes(url.protocol) && url.href.length <= LONGEST_PIECE;
  return safe ? [`<${url.href}>`] : plainPieces(value, lineFeed);
}
