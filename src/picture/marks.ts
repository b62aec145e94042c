import type { Dialog, DialogMark, DialogRow } from '../knowledge/dialog-schema.ts';
import type { DialogSpec } from '../message/picture.ts';
import { edged, row, words, type Shape } from './drawing.ts';
import { COLOUR } from './look.ts';

/** Room for a number left of a row. */
const GUTTER = 30;
const BADGE = 23;
const FRAME = { colour: COLOUR.mark, thick: 3, radius: 6 };
/** Between a frame and what it frames, at each side. */
const FRAME_PAD = 4;

/** What a frame takes of the width of its content, both sides together. */
export const FRAME_ROOM = 2 * (FRAME.thick + FRAME_PAD);

/** The number on a frame; null: nothing is to be done there. */
export type NumberOf = (mark: DialogMark | undefined) => number | null;

/** A picture in an answer bears the numbers of the answer's steps; one that stands alone counts the clicks. */
export function numbering(dialog: Dialog, spec: DialogSpec): NumberOf {
  const { numbers } = spec;
  if (numbers === null || dialog.numbers === 'own') return (mark) => mark?.order ?? null;
  return (mark) => {
    const known = (mark?.steps ?? []).map((step) => numbers[step]).filter((number) => number !== undefined);
    return known.length > 0 ? Math.min(...known) : null;
  };
}

/** Rows one below the other keep room for numbers when one of them has one. */
export function needsGutter(rows: { kind: string }[], numberOf: NumberOf): boolean {
  return rows.some((source) => 'mark' in source && isMark(source.mark) && numberOf(source.mark) !== null);
}

function isMark(mark: unknown): mark is NonNullable<Extract<DialogRow, { kind: 'field' }>['mark']> {
  return typeof mark === 'object' && mark !== null;
}

/** A number in a circle, drawn: the font has no such characters. */
export function badge(number: number): Shape {
  const style = { width: BADGE, height: BADGE, borderRadius: BADGE / 2, background: COLOUR.mark, flexShrink: 0 };
  return row({ ...style, justifyContent: 'center', alignItems: 'center' }, [
    words(String(number), { color: COLOUR.paper, fontSize: 14, fontWeight: 700, lineHeight: 1 }),
  ]);
}

/** A red frame around a shape of this width, edges included. */
export function framed(width: number, background: string, parts: Shape[]): Shape {
  return edged(FRAME, width, { background, padding: `3px ${FRAME_PAD}px`, alignItems: 'center' }, parts);
}

/** Something of its own width in a frame, its number beside it in the same frame. */
export function framedWithNumber(number: number, background: string, shape: Shape): Shape {
  const { colour, thick, radius } = FRAME;
  return row({ background: colour, padding: thick, borderRadius: radius }, [
    row({ background, borderRadius: radius - thick, padding: 2, alignItems: 'center', gap: 4 }, [badge(number), shape]),
  ]);
}

/** A row, framed where there is something to do, with its number in the gutter left of it. */
export function marked(
  { number, gutter, background }: { number: number | null; gutter: boolean; background: string },
  width: number,
  content: (width: number) => Shape,
): Shape {
  const inner = width - (gutter ? GUTTER : 0);
  const room = inner - FRAME_ROOM;
  const before = gutter ? [row({ width: GUTTER, flexShrink: 0 }, number === null ? [] : [badge(number)])] : [];
  const shape =
    number === null
      ? row({ width: inner, padding: `0 ${FRAME_ROOM / 2}px` }, [content(room)])
      : framed(inner, background, [content(room)]);
  return row({ width, alignItems: 'center' }, [...before, shape]);
}
