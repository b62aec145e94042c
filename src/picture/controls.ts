import { column, edged, outline, row, words, type Shape } from './drawing.ts';
import { COLOUR, SIZE } from './look.ts';

/** The parts of a dialog that people know from any program: drawn plainly, after no vendor's. */

const EDGE = { colour: COLOUR.edge, thick: 1, radius: 4 };
const DOTS = 8;
/** A longer value is set smaller, so that it takes fewer lines. */
const LONG_VALUE = 24;

/** A box with a value; `menu` has the arrow of a list to choose from, `fixed` cannot be changed. */
export function input(
  value: string,
  width: number,
  kind: 'input' | 'menu' | 'secret' | 'fixed',
  strong: boolean,
): Shape {
  const shown =
    kind === 'secret' && value === ''
      ? dots()
      : words(value, { ...valueStyle(value, strong), width: width - 18 - ROOM[kind] });
  const inner = {
    background: kind === 'fixed' ? COLOUR.backdrop : COLOUR.paper,
    padding: '3px 8px',
    minHeight: 27,
    alignItems: 'center',
    justifyContent: 'space-between',
  };
  return edged(EDGE, width, inner, kind === 'menu' ? [shown, downArrow()] : [shown]);
}

const ROOM = { input: 0, menu: 16, secret: 0, fixed: 0 };

/** A value may be one long word. */
function valueStyle(value: string, strong: boolean) {
  const fontSize = [...value].length > LONG_VALUE ? SIZE.long : SIZE.value;
  return { fontSize, fontWeight: strong ? 700 : 400, lineHeight: 1.25 };
}

function dots(): Shape {
  const dot = column({ width: 7, height: 7, borderRadius: 3.5, background: COLOUR.ink, marginRight: 4 }, []);
  return row(
    { alignItems: 'center', height: 20 },
    Array.from({ length: DOTS }, () => dot),
  );
}

function downArrow(): Shape {
  const size = { width: 12, height: 8 };
  return outline(size, 'M1 1 L6 7 L11 1', { fill: 'none', stroke: COLOUR.ink, strokeWidth: 1.8 });
}

export function sideArrow(): Shape {
  const size = { width: 8, height: 14 };
  return outline(size, 'M1 1 L7 7 L1 13', { fill: 'none', stroke: COLOUR.faint, strokeWidth: 2 });
}

/** A box to tick, or one of several dots; null: it may be either way. */
export function tickBox(shape: 'box' | 'dot', on: boolean | null): Shape {
  const side = 18;
  const edge = { colour: on === true ? COLOUR.on : COLOUR.faint, thick: 2, radius: shape === 'box' ? 4 : side / 2 };
  const background = on === true && shape === 'box' ? COLOUR.on : COLOUR.paper;
  const inner = { height: side - 4, background, alignItems: 'center', justifyContent: 'center' };
  if (on === null) return edged(edge, side, inner, [column({ width: 8, height: 2, background: COLOUR.faint }, [])]);
  return edged(edge, side, inner, on ? [shape === 'box' ? tickMark() : dotMark()] : []);
}

function tickMark(): Shape {
  return outline({ width: 12, height: 12 }, 'M2 6 L5 9 L10 3', { fill: 'none', stroke: COLOUR.paper, strokeWidth: 2 });
}

function dotMark(): Shape {
  return column({ width: 9, height: 9, borderRadius: 4.5, background: COLOUR.on }, []);
}

/** A phone's switch. */
export function toggle(on: boolean | null): Shape {
  const knob = column({ width: 20, height: 20, borderRadius: 10, background: COLOUR.paper }, []);
  const style = {
    width: 42,
    height: 24,
    borderRadius: 12,
    padding: 2,
    background: on === true ? COLOUR.good : COLOUR.edge,
  };
  return row({ ...style, justifyContent: on === true ? 'flex-end' : 'flex-start' }, [knob]);
}

export function button(label: string): Shape {
  const inner = { background: COLOUR.paper, padding: '4px 12px', justifyContent: 'center' };
  return column({ background: COLOUR.edge, padding: 1, borderRadius: 5 }, [
    row({ borderRadius: 4, ...inner }, [words(label, { fontSize: SIZE.plain })]),
  ]);
}
