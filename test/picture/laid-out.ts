import satori, { type SatoriNode } from 'satori';
import type { Drawing } from '../../src/picture/drawing.ts';
import { loadFonts } from '../../src/picture/load-fonts.ts';

const fonts = loadFonts();

/** Where each box and each text of a drawing lies, in points. */
export async function laidOut({ root, width }: Drawing): Promise<{ nodes: SatoriNode[]; height: number }> {
  const nodes: SatoriNode[] = [];
  const svg = await satori(root, { width, fonts, onNodeDetected: (node) => void nodes.push(node) });
  return { nodes, height: Number(/height="([\d.]+)"/.exec(svg)?.[1]) };
}

/** Every text of a drawing. */
export function textsIn(drawing: Drawing): string[] {
  const collect = ({ props }: Drawing['root']): string[] => {
    if (typeof props.children === 'string') return [props.children];
    return (props.children ?? []).flatMap(collect);
  };
  return collect(drawing.root);
}
