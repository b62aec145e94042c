import { hasTab } from '../knowledge/dialog-marks.ts';
import type { DialogRow } from '../knowledge/dialog-schema.ts';
import { button, input, sideArrow, tickBox, toggle } from './controls.ts';
import { column, row, words, type Shape } from './drawing.ts';
import type { Filled } from './fill.ts';
import { COLOUR, SIZE } from './look.ts';
import { badge, framed, FRAME_ROOM, framedWithNumber, marked, type NumberOf } from './marks.ts';

/** `gutter`: the rows keep room for numbers left of them; `client`: the id of the mail program. */
export type RowParts = { filled: Filled; numberOf: NumberOf; background: string; gutter: boolean; client: string };

type Of<Kind extends DialogRow['kind']> = Extract<DialogRow, { kind: Kind }>;

/** Hundredths of a row's width that its label takes. */
const LABEL_SHARE = 40;
/** Beside a value of at most SHORT characters, a label has more room. */
const LABEL_SHARE_BESIDE_SHORT = 70;
const SHORT = 8;
const INDENT = 24;
const BESIDE = 84;

/** One row of a dialog in this width. */
export function dialogRow(source: DialogRow, width: number, parts: RowParts): Shape {
  switch (source.kind) {
    case 'field':
      return field(source, width, parts);
    case 'tick':
      return tick(source, width, parts);
    case 'cell':
      return cell(source, width, parts);
    case 'buttons':
      return buttons(source, width, parts);
    case 'tabs':
      return tabs(source, width, parts);
    case 'list':
      return list(source, width, parts);
    case 'text':
      return line(source, width, parts);
  }
}

function field({ label, value, control, beside, mark }: Of<'field'>, width: number, parts: RowParts): Shape {
  const { filled, numberOf } = parts;
  const number = numberOf(mark);
  return marked({ ...parts, number }, width, (room) => {
    const labelWidth = Math.round((room * LABEL_SHARE) / 100);
    const besideWidth = beside === undefined ? 0 : BESIDE;
    const besideStyle = { width: besideWidth, paddingLeft: 8, fontSize: SIZE.small, color: COLOUR.faint };
    return row({ width: room, alignItems: 'center' }, [
      words(filled.words(label), { width: labelWidth, paddingRight: 6, fontSize: SIZE.plain, lineHeight: 1.2 }),
      input(filled.words(value), room - labelWidth - besideWidth, control, number !== null),
      ...(beside === undefined ? [] : [words(filled.words(beside), besideStyle)]),
    ]);
  });
}

function tick({ shape, label, on, indent, mark }: Of<'tick'>, width: number, parts: RowParts): Shape {
  const { filled, numberOf } = parts;
  return marked({ ...parts, number: numberOf(mark) }, width, (room) => {
    const before = indent === true ? INDENT : 0;
    const rest = room - before - 18;
    return row({ width: room, paddingLeft: before, alignItems: 'center', minHeight: 22 }, [
      tickBox(shape, filled.isOn(on)),
      words(filled.words(label), { width: rest, paddingLeft: 8, fontSize: SIZE.plain, lineHeight: 1.25 }),
    ]);
  });
}

function cell({ label, value, arrow, on, mark }: Of<'cell'>, width: number, parts: RowParts): Shape {
  const { filled, numberOf } = parts;
  const number = numberOf(mark);
  const end = on === undefined ? (arrow === true ? sideArrow() : null) : toggle(filled.isOn(on));
  const endWidth = on === undefined ? (arrow === true ? 16 : 0) : 48;
  const content = (room: number) => {
    const said = value === undefined ? '' : filled.words(value);
    const share = said.length <= SHORT ? LABEL_SHARE_BESIDE_SHORT : LABEL_SHARE;
    const labelWidth = value === undefined ? room - endWidth : Math.round((room * share) / 100);
    const look = number === null ? { color: COLOUR.faint, fontWeight: 400 } : { color: COLOUR.ink, fontWeight: 700 };
    const style = {
      width: room - labelWidth - endWidth,
      justifyContent: 'flex-end',
      textAlign: 'right',
      ...VALUE_STYLE,
    };
    return row({ width: room, minHeight: 30, alignItems: 'center' }, [
      words(filled.words(label), { width: labelWidth, fontSize: SIZE.plain }),
      ...(value === undefined ? [] : [words(said, { ...style, ...look })]),
      ...(end === null ? [] : [row({ width: endWidth, justifyContent: 'flex-end' }, [end])]),
    ]);
  };
  const shape = marked({ ...parts, number, background: COLOUR.paper }, width - 12, content);
  return column({ width, background: COLOUR.paper, padding: '4px 6px' }, [shape]);
}

/** A value stands out by its size alone. */
const VALUE_STYLE = { fontSize: SIZE.long, lineHeight: 1.25 };

function buttons({ side, items }: Of<'buttons'>, width: number, { filled, numberOf }: RowParts): Shape {
  const style = { width, gap: 8, flexWrap: 'wrap', alignItems: 'center' };
  return row(
    { ...style, justifyContent: side === 'right' ? 'flex-end' : 'flex-start' },
    items.map(({ label, mark }) => pressed(button(filled.words(label)), numberOf(mark))),
  );
}

function tabs({ items }: Of<'tabs'>, width: number, { filled, numberOf, background, client }: RowParts): Shape {
  const shapes = items
    .filter((item) => hasTab(item, client))
    .map(({ label, open, mark }) => {
      const style = { background: open ? COLOUR.paper : background, padding: '4px 7px', borderRadius: 4 };
      const tab = words(filled.words(label), { ...style, fontSize: SIZE.plain, fontWeight: open ? 700 : 400 });
      return pressed(tab, numberOf(mark));
    });
  return column({ width }, [
    row({ width, flexWrap: 'wrap', alignItems: 'center', gap: 3, paddingBottom: 4 }, shapes),
    column({ width, height: 1, background: COLOUR.edge }, []),
  ]);
}

function list({ items }: Of<'list'>, width: number, { filled, numberOf }: RowParts): Shape {
  const room = width - 2;
  const rows = items.map(({ label, chosen, mark }) => {
    const number = numberOf(mark);
    const background = chosen ? COLOUR.title : COLOUR.paper;
    const style = { fontSize: SIZE.plain, fontWeight: number === null ? 400 : 700 };
    const shape = (inner: number) => words(filled.words(label), { width: inner, ...style });
    if (number === null) return row({ width: room, background, padding: '6px 8px' }, [shape(room - 16)]);
    return framed(room, background, [row({ width: 28 }, [badge(number)]), shape(room - FRAME_ROOM - 28)]);
  });
  return column({ width, background: COLOUR.edge, padding: 1, borderRadius: 4 }, [
    column({ width: room, background: COLOUR.paper, borderRadius: 3 }, rows),
  ]);
}

const TONES = {
  plain: { color: COLOUR.ink },
  strong: { color: COLOUR.ink, fontWeight: 700 },
  faint: { color: COLOUR.faint, fontSize: SIZE.small, padding: '4px 8px 2px' },
  warning: { color: COLOUR.ink, background: COLOUR.warning, padding: '5px 8px', borderRadius: 4 },
};

function line({ words: said, tone }: Of<'text'>, width: number, { filled }: RowParts): Shape {
  return words(filled.words(said), { width, fontSize: SIZE.plain, lineHeight: 1.35, ...TONES[tone] });
}

function pressed(shape: Shape, number: number | null): Shape {
  return number === null ? shape : framedWithNumber(number, COLOUR.paper, shape);
}
