import type { Gate } from '../message/picture.ts';
import { sketch, type Shape, type Stroke, type Style } from './drawing.ts';
import { COLOUR } from './look.ts';
import { STATIONS } from './path-icons.ts';

const HEIGHT = 30;
const MIDDLE = HEIGHT / 2;
/** Half of a sign's side. */
const ARM = 7;

type Sign = 'check' | 'cross' | 'question';

/** One port's way from the device to the server, with a gate at the line and one at the server. */
export function track({ line, server }: Gate, width: number): Shape {
  const [device = 0, gate = 0, , end = 0] = STATIONS.map((_, index) => (width * (index + 0.5)) / STATIONS.length);
  const stopped = line === 'blocked' || line === 'presumed';
  const through = line === 'open' ? COLOUR.good : COLOUR.unsure;
  const beyond = !stopped && server === 'open' ? through : COLOUR.edge;
  const strokes: Stroke[] = [
    ...way(device + 6, gate - 14, stopped ? COLOUR.bad : through, line === 'open' || line === 'blocked'),
    ...way(gate + 14, end - 14, beyond, !stopped && line === 'open' && server !== 'unknown'),
    { path: disc(device, 5), paint: { fill: COLOUR.ink } },
    ...sign(gate, stopped ? 'cross' : line === 'open' ? 'check' : 'question', line === 'presumed'),
    ...sign(end, server === 'open' ? 'check' : server === 'closed' ? 'cross' : 'question', false),
  ];
  return sketch({ width, height: HEIGHT }, strokes);
}

/** A line with an arrow's head; what is not known is dashed. */
function way(from: number, to: number, stroke: string, known: boolean): Stroke[] {
  const dashes: Style = known ? {} : { strokeDasharray: '5 4' };
  return [
    { path: `M${from} ${MIDDLE} H${to - 7}`, paint: { fill: 'none', stroke, strokeWidth: 3, ...dashes } },
    { path: `M${to - 8} ${MIDDLE - 5} L${to} ${MIDDLE} L${to - 8} ${MIDDLE + 5} Z`, paint: { fill: stroke } },
  ];
}

const SIGN_COLOUR = { check: COLOUR.good, cross: COLOUR.bad, question: COLOUR.faint };

const SIGN_PATH = {
  check: (x: number) => `M${x - 5} ${MIDDLE} L${x - 1} ${MIDDLE + 4} L${x + 5} ${MIDDLE - 4}`,
  cross: (x: number) =>
    `M${x - 4} ${MIDDLE - 4} L${x + 4} ${MIDDLE + 4} M${x + 4} ${MIDDLE - 4} L${x - 4} ${MIDDLE + 4}`,
  question: (x: number) =>
    `M${x - 3} ${MIDDLE - 3} C${x - 3} ${MIDDLE - 8} ${x + 4} ${MIDDLE - 7} ${x + 3} ${MIDDLE - 3} C${x + 3} ${MIDDLE - 1} ${x} ${MIDDLE - 1} ${x} ${MIDDLE + 2} M${x} ${MIDDLE + 4} V${MIDDLE + 6}`,
};

/** A sign on a disc; `hollow`: by all that is known, but not seen. */
function sign(x: number, kind: Sign, hollow: boolean): Stroke[] {
  const colour = SIGN_COLOUR[kind];
  const [ground, ink] = hollow ? [COLOUR.paper, colour] : [colour, COLOUR.paper];
  return [
    { path: disc(x, ARM + 4), paint: { fill: ground, stroke: colour, strokeWidth: 2 } },
    { path: SIGN_PATH[kind](x), paint: { fill: 'none', stroke: ink, strokeWidth: 2.5 } },
  ];
}

function disc(x: number, radius: number): string {
  return `M${x - radius} ${MIDDLE} a${radius} ${radius} 0 1 0 ${2 * radius} 0 a${radius} ${radius} 0 1 0 ${-2 * radius} 0 Z`;
}
