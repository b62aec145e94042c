/** A drawing as plain data, in the form that satori lays out: boxes that flow, and words in them. Lengths are in points. */

export type Style = Record<string, string | number>;

export type Shape = {
  type: 'div' | 'svg' | 'path';
  props: { [name: string]: unknown; style?: Style; children?: Shape[] | string };
};

export type Drawing = { width: number; root: Shape };

/** Widths and heights count padding in. */
const BOX = { display: 'flex', boxSizing: 'border-box' };

/** A box whose parts follow each other from left to right. */
export function row(style: Style, parts: Shape[]): Shape {
  return { type: 'div', props: { style: { ...BOX, flexDirection: 'row', ...style }, children: parts } };
}

/** A box whose parts follow each other from top to bottom. */
export function column(style: Style, parts: Shape[]): Shape {
  return { type: 'div', props: { style: { ...BOX, flexDirection: 'column', ...style }, children: parts } };
}

/** A word that may be wider than its box; Japanese wraps anywhere. Looking for places within words costs a fifth of a layout. */
const LONG_WORD = /[!-~]{12}/u;

/** Words that wrap at the width of their box, within a long word where there is no other way. */
export function words(text: string, style: Style = {}): Shape {
  const wrap: Style = LONG_WORD.test(text) ? { wordBreak: 'break-word' } : {};
  return { type: 'div', props: { style: { ...BOX, ...wrap, ...style }, children: text } };
}

export type Stroke = { path: string; paint: Style };

/** A drawn line or area; `path` in the units of `size`. */
export function outline(size: { width: number; height: number }, path: string, paint: Style): Shape {
  return sketch(size, [{ path, paint }]);
}

/** Several lines and areas, the later ones over the earlier. */
export function sketch({ width, height }: { width: number; height: number }, strokes: Stroke[]): Shape {
  const children = strokes.map(({ path, paint }): Shape => ({ type: 'path', props: { d: path, ...paint } }));
  return { type: 'svg', props: { width, height, viewBox: `0 0 ${width} ${height}`, children } };
}

/**
 * A box with an edge. Two boxes, one in the other: satori draws an edge of its own with a clip path and a mask, which
 * costs the renderer more than all the rest.
 */
export function edged(
  edge: { colour: string; thick: number; radius: number },
  width: number,
  inner: Style,
  parts: Shape[],
): Shape {
  const { colour, thick, radius } = edge;
  return column({ width, background: colour, padding: thick, borderRadius: radius }, [
    row({ width: width - 2 * thick, borderRadius: Math.max(0, radius - thick), ...inner }, parts),
  ]);
}
