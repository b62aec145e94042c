import type { Document, Spans } from '../message/document.ts';

/** The document with one more paragraph: below its heading, or first where it has none. */
export function afterHeading(document: Document, spans: Spans): Document {
  const [first, ...rest] = document.blocks;
  const line = { kind: 'paragraph', spans } as const;
  const blocks = first?.kind === 'heading' ? [first, line, ...rest] : [line, ...document.blocks];
  return { ...document, blocks };
}
