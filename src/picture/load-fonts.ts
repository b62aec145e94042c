import { readFileSync } from 'node:fs';
import { FONT } from './look.ts';

const WEIGHTS = [400, 700] as const;

const FOLDER = new URL('./fonts/', import.meta.url);

/** The fonts that ship with the project, as satori takes them. One family has both scripts. */
export function loadFonts() {
  return WEIGHTS.map((weight) => {
    const data = readFileSync(new URL(`noto-sans-jp-japanese-${weight}-normal.woff`, FOLDER));
    return { name: FONT, weight, style: 'normal' as const, data };
  });
}
