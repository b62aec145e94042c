import type { Language } from '../message/message.ts';
import type { Gate, PathSpec } from '../message/picture.ts';
import { text } from '../message/text.ts';
import { column, edged, row, words, type Drawing, type Shape } from './drawing.ts';
import { shortened, type Say } from './fill.ts';
import { laneText } from '../message/path-text.ts';
import { COLOUR, SIZE } from './look.ts';
import { icon, STATIONS, type Station } from './path-icons.ts';
import { track } from './path-track.ts';
import { note, sheet, SHEET_ROOM } from './sheet.ts';

const PAD = 10;
const ROOM = SHEET_ROOM - 2 - 2 * PAD;

/** The way of a mail: device, line, internet and server, and how far each port gets on it. */
export function drawPath(spec: PathSpec, language: Language, say: Say): Drawing {
  const { host, gates, advised } = spec;
  return sheet([
    words(say(text('picture:path.title')), { fontSize: SIZE.title, fontWeight: 700 }),
    ...(host === null ? [] : [words(shortened(host), { width: SHEET_ROOM, ...HOST_STYLE })]),
    row(
      { width: SHEET_ROOM, padding: `8px ${PAD + 1}px`, alignItems: 'flex-start' },
      STATIONS.map((station) => stationShape(station, spec, language, say)),
    ),
    column(
      { width: SHEET_ROOM, gap: 8 },
      gates.map((gate) => lane(gate, gate.port === advised, say)),
    ),
    note(say(text('picture:path.note'))),
  ]);
}

const HOST_STYLE = { fontSize: SIZE.plain, lineHeight: 1.25 };

function stationShape(station: Station, { line }: PathSpec, language: Language, say: Say): Shape {
  const width = ROOM / STATIONS.length;
  const centred = { width, justifyContent: 'center', textAlign: 'center', padding: '2px 3px 0', lineHeight: 1.2 };
  const own = station === 'line' && line !== null ? [line[language]] : [];
  return column({ width, alignItems: 'center' }, [
    icon(station),
    words(say(text(`picture:path.${station}`)), { ...centred, fontSize: SIZE.small }),
    ...own.map((name) => words(name, { ...centred, fontSize: SIZE.small, fontWeight: 700 })),
  ]);
}

function lane(gate: Gate, advised: boolean, say: Say): Shape {
  const edge = { colour: advised ? COLOUR.good : COLOUR.edge, thick: advised ? 2 : 1, radius: 7 };
  const inner = { flexDirection: 'column', background: COLOUR.paper, padding: `6px ${advised ? PAD - 1 : PAD}px 8px` };
  const name = words(say(text('picture:path.port', { port: gate.port })), { fontSize: SIZE.value, fontWeight: 700 });
  return edged(edge, SHEET_ROOM, inner, [
    row({ width: ROOM, justifyContent: 'space-between', alignItems: 'center' }, advised ? [name, pill(say)] : [name]),
    track(gate, ROOM),
    words(say(laneText(gate)), { width: ROOM, fontSize: SIZE.plain, lineHeight: 1.3 }),
  ]);
}

function pill(say: Say): Shape {
  const style = { background: COLOUR.good, color: COLOUR.paper, padding: '2px 10px', borderRadius: 10 };
  return words(say(text('picture:path.advised')), { ...style, fontSize: SIZE.small, fontWeight: 700 });
}
