import { isDeepStrictEqual } from 'node:util';
import type { Block, Document, Spans } from '../../message/document.ts';
import { failureOf, type Failure } from './failure-of.ts';

const LIGHTER: Partial<Record<Failure['kind'], (document: Document) => Document>> = {
  filtered: withoutLinks,
  'too-large': withoutPictures,
};

/**
 * Shows a document; where a filter refuses it, without its links, and where it is too large, without its pictures. The steps
 * are in its words. Resolves and rejects as `show` does the last time.
 */
export async function lighterIfRefused<Shown>(
  document: Document,
  show: (document: Document) => Promise<Shown>,
): Promise<Shown> {
  try {
    return await show(document);
  } catch (error) {
    const lighter = LIGHTER[failureOf(error).kind]?.(document) ?? document;
    if (isDeepStrictEqual(lighter, document)) throw error;
    return lighterIfRefused(lighter, show);
  }
}

function withoutPictures(document: Document): Document {
  return { ...document, blocks: document.blocks.filter(({ kind }) => kind !== 'picture') };
}

function withoutLinks(document: Document): Document {
  return { ...document, blocks: document.blocks.map(unlinked) };
}

function unlinked(block: Block): Block {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return { ...block, spans: spelt(block.spans) };
    case 'list':
    case 'steps':
      return { ...block, items: block.items.map(spelt) };
    case 'progress':
      return { ...block, items: block.items.map((item) => ({ ...item, spans: spelt(item.spans) })) };
    case 'code':
      return { ...block, label: spelt(block.label) };
    case 'picture':
      return block;
  }
}

/** An address as code, without its scheme: it can be read and typed, and is no link. */
function spelt(spans: Spans): Spans {
  return spans.map((span) =>
    span.kind === 'link' ? { kind: 'code', value: span.value.replace(/^https?:\/\//, '') } : span,
  );
}
