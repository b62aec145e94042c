import { sketch, type Shape, type Stroke } from './drawing.ts';
import { COLOUR } from './look.ts';

/** Where a mail comes by: drawn signs, each 44 × 36 points. */

const SIZE = { width: 44, height: 36 };
const LINE = { fill: COLOUR.paper, stroke: COLOUR.ink, strokeWidth: 2 };
const THIN = { fill: 'none', stroke: COLOUR.ink, strokeWidth: 2 };

const SIGNS = {
  device: [
    { path: 'M8 4 H36 V24 H8 Z', paint: LINE },
    { path: 'M3 31 H41', paint: { ...THIN, strokeWidth: 4 } },
  ],
  line: [
    { path: 'M5 20 H39 V32 H5 Z', paint: LINE },
    { path: 'M12 20 V8 M32 20 V8 M30 26 H33', paint: THIN },
    { path: 'M16 8 C19 3 25 3 28 8', paint: THIN },
  ],
  internet: [{ path: 'M12 30 C3 30 3 19 11 18 C11 8 25 5 29 13 C37 11 42 19 38 24 C41 28 37 30 34 30 Z', paint: LINE }],
  server: [
    { path: 'M9 3 H35 V13 H9 Z M9 13 H35 V23 H9 Z M9 23 H35 V33 H9 Z', paint: LINE },
    { path: 'M14 8 H17 M14 18 H17 M14 28 H17', paint: { ...THIN, strokeWidth: 3 } },
  ],
} satisfies Record<string, Stroke[]>;

export type Station = keyof typeof SIGNS;

export const STATIONS: Station[] = ['device', 'line', 'internet', 'server'];

export function icon(station: Station): Shape {
  return sketch(SIZE, SIGNS[station]);
}
