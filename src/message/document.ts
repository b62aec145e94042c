import type { DeskAction, ProgressState } from './message.ts';
import type { PictureSpec } from './picture.ts';

/** A message in one language, still neutral of the platform: each adapter renders it with its own best parts. */

export type Span = { kind: 'plain' | 'code' | 'link' | 'person'; value: string };
export type Spans = Span[];

export type Block =
  | { kind: 'heading'; spans: Spans }
  | { kind: 'paragraph'; spans: Spans }
  | { kind: 'list'; items: Spans[] }
  | { kind: 'steps'; items: Spans[] }
  | { kind: 'progress'; items: { state: ProgressState; spans: Spans }[] }
  | { kind: 'code'; label: Spans; value: string }
  | PictureBlock;

/** `png`: the picture as it was drawn; null: it was not, and the block is left out. */
export type PictureBlock = { kind: 'picture'; picture: PictureSpec; alt: string; png: Uint8Array | null };

export type DocumentQuestion = { id: string; choices: { id: string; label: string }[]; freeText: boolean };

export type Document = {
  blocks: Block[];
  question?: DocumentQuestion;
  actions?: { id: DeskAction; label: string }[];
};

/** The words of spans without any marks. */
export function plainText(spans: Spans): string {
  return spans.map((span) => span.value).join('');
}
