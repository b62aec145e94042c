/** The look that all pictures share. */

/** Points; at this width the words are as large on a phone as those of a chat. */
export const WIDTH = 440;

/** The family that the worker loads. */
export const FONT = 'Noto Sans JP';

export const COLOUR = {
  ink: '#1f2933',
  faint: '#5f6b7a',
  paper: '#ffffff',
  backdrop: '#eef1f5',
  face: '#f7f8fa',
  title: '#dde4ee',
  edge: '#aab4c2',
  mark: '#d3241b',
  on: '#1f6fd6',
  good: '#16803c',
  bad: '#c81e1e',
  unsure: '#a15c00',
  warning: '#fff3d6',
} as const;

export const SIZE = { small: 12.5, plain: 15, long: 14, value: 16, title: 16 } as const;
