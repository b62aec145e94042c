import { column, words, type Drawing, type Shape } from './drawing.ts';
import { COLOUR, FONT, SIZE, WIDTH } from './look.ts';

const MARGIN = 12;

/** The width that a picture's content has. */
export const SHEET_ROOM = WIDTH - 2 * MARGIN;

/** The light ground that every picture is drawn on. */
export function sheet(parts: Shape[]): Drawing {
  const style = { width: WIDTH, padding: MARGIN, background: COLOUR.backdrop, color: COLOUR.ink, fontFamily: FONT };
  return { width: WIDTH, root: column(style, parts) };
}

/** Small print under a picture. */
export function note(said: string): Shape {
  return words(said, { width: SHEET_ROOM, paddingTop: 8, fontSize: SIZE.small, color: COLOUR.faint, lineHeight: 1.35 });
}
