import type { DialogPart, DialogScreen } from '../knowledge/dialog-schema.ts';
import { dialogRow, type RowParts } from './dialog-rows.ts';
import { column, edged, row, words, type Shape } from './drawing.ts';
import { COLOUR, SIZE } from './look.ts';
import { framedWithNumber, needsGutter } from './marks.ts';

const PAD = 10;
const GAP = 6;
/** What the word at the top right of a phone's screen takes, with its frame. */
const ACTION_ROOM = 110;

/** One window, or one screen of a phone, in this width. */
export function dialogScreen({ style, title, action, content }: DialogScreen, width: number, parts: RowParts): Shape {
  const phone = style === 'phone';
  const inner = width - 2;
  const background = phone ? COLOUR.backdrop : COLOUR.face;
  const room = inner - (phone ? 0 : 2 * PAD);
  const gutter = needsGutter(content, parts.numberOf);
  const shapes = content.map((part) => dialogPart(part, room, { ...parts, background, gutter }));
  const body = { width: inner, background, borderBottomLeftRadius: 7, borderBottomRightRadius: 7 };
  return edged({ colour: COLOUR.edge, thick: 1, radius: 8 }, width, { flexDirection: 'column' }, [
    titleBar(parts.filled.words(title), inner, phone ? COLOUR.paper : COLOUR.title, actionShape(action, parts)),
    column({ ...body, padding: phone ? '2px 0 10px' : PAD, gap: phone ? 1 : GAP }, shapes),
  ]);
}

function titleBar(title: string, width: number, background: string, action: Shape | null): Shape {
  const style = {
    width,
    background,
    padding: '6px 10px',
    minHeight: 36,
    borderTopLeftRadius: 7,
    borderTopRightRadius: 7,
  };
  const room = width - 20 - (action ? ACTION_ROOM : 0);
  return row({ ...style, alignItems: 'center', justifyContent: 'space-between' }, [
    words(title, { width: room, fontSize: SIZE.title, fontWeight: 700, lineHeight: 1.2 }),
    ...(action ? [action] : []),
  ]);
}

function actionShape(action: DialogScreen['action'], { filled, numberOf }: RowParts): Shape | null {
  if (!action) return null;
  const style = { fontSize: SIZE.value, fontWeight: 700, color: COLOUR.on, paddingRight: 4 };
  const shape = words(filled.words(action.label), style);
  const number = numberOf(action.mark);
  return number === null ? shape : framedWithNumber(number, COLOUR.paper, shape);
}

function dialogPart(part: DialogPart, width: number, parts: RowParts): Shape {
  switch (part.kind) {
    case 'columns':
      return columns(part, width, parts);
    case 'group':
      return group(part, width, parts);
    default:
      return dialogRow(part, width, parts);
  }
}

function columns(part: Extract<DialogPart, { kind: 'columns' }>, width: number, parts: RowParts): Shape {
  const leftWidth = Math.round(((width - GAP) * part.share) / 100);
  const half = (shapes: typeof part.left, room: number) =>
    column(
      { width: room, gap: GAP },
      shapes.map((shape) => dialogPart(shape, room, parts)),
    );
  return row({ width, gap: GAP, alignItems: 'flex-start' }, [
    half(part.left, leftWidth),
    half(part.right, width - GAP - leftWidth),
  ]);
}

function group({ title, rows }: Extract<DialogPart, { kind: 'group' }>, width: number, parts: RowParts): Shape {
  const room = width - 2 - 2 * PAD;
  const gutter = needsGutter(rows, parts.numberOf);
  const shapes = rows.map((source) => dialogRow(source, room, { ...parts, background: COLOUR.paper, gutter }));
  const inner = { flexDirection: 'column', background: COLOUR.paper, padding: `7px ${PAD}px`, gap: GAP };
  const name = parts.filled.words(title);
  const style = { width, fontSize: SIZE.small, fontWeight: 700, color: COLOUR.faint, paddingLeft: 2 };
  return column({ width, gap: 3 }, [
    ...(name === '' ? [] : [words(name, style)]),
    edged({ colour: COLOUR.title, thick: 1, radius: 5 }, width, inner, shapes),
  ]);
}
