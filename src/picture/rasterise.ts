import { Resvg } from '@resvg/resvg-js';
import satori from 'satori';
import type { Drawing } from './drawing.ts';
import { loadFonts } from './load-fonts.ts';

/** Pixels a point: 616 across, sharp on a phone, and few enough for the largest dialog to be drawn in 50 ms. */
const SCALE = 1.4;

/** Turns a drawing into the bytes of a PNG picture. */
export type Rasterise = (drawing: Drawing) => Promise<Uint8Array>;

/** Reads the fonts, which takes a good part of a second with the first picture. */
export function createRasterise(): Rasterise {
  const fonts = loadFonts();
  return async ({ width, root }) => {
    const svg = await satori(root, { width, fonts });
    // Words are outlines by now: the fonts of the machine are none of the picture's.
    const picture = new Resvg(svg, { font: { loadSystemFonts: false }, fitTo: { mode: 'zoom', value: SCALE } });
    return picture.render().asPng();
  };
}
