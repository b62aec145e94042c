import type { Text } from './message.ts';
import type { Gate } from './picture.ts';
import { text } from './text.ts';

/** How far a port gets, in one sentence. */
export function laneText({ line, server }: Gate): Text {
  if (line === 'blocked' || line === 'presumed') return text(`picture:path.lane.${line}`);
  return text(`picture:path.lane.${line}-${server}`);
}
