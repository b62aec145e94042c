import { MAX_TEXT } from './limits.ts';

/** Controls, and all that has no width of its own (`DI`: Default_Ignorable_Code_Point, UAX 44). */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}]/gu;
const CONTROL_PICTURES = 0x2400;
const DELETE = 0x7f;
const DELETE_PICTURE = '\u2421';

function mark(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(CONTROL_PICTURES + code);
  return code === DELETE ? DELETE_PICTURE : `\\u{${code.toString(16)}}`;
}

/**
 * Text from outside in a form that shows all it holds: control, bidirectional and zero-width characters become marks, and
 * what is longer than 200 characters is cut.
 */
export function visible(text: string): string {
  const shown = text
    .slice(0, MAX_TEXT * 2)
    .toWellFormed()
    .replace(INVISIBLE, mark);
  const characters = Array.from(shown);
  return characters.length > MAX_TEXT ? `${characters.slice(0, MAX_TEXT - 1).join('')}…` : shown;
}
