import { plainText, type Block, type Document } from '../../message/document.ts';
import type { ProgressState } from '../../message/message.ts';

export const PROGRESS_MARKS: Record<ProgressState, string> = { waiting: '…', good: '○', bad: '×', unclear: '△' };

/** A document as lines of plain text; steps are numbered, nothing is cut, pictures are left out. */
export function plainLines(document: Document): string[] {
  const blocks = document.blocks.filter(({ kind }) => kind !== 'picture');
  return blocks.flatMap((block, index) => {
    const previous = blocks[index - 1];
    const gap = previous !== undefined && previous.kind !== 'heading' ? [''] : [];
    return [...gap, ...blockLines(block)];
  });
}

function blockLines(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return [`■ ${plainText(block.spans)}`];
    case 'paragraph':
      return [plainText(block.spans)];
    case 'list':
      return block.items.map((item) => `• ${plainText(item)}`);
    case 'steps':
      return block.items.map((item, index) => `${index + 1}. ${plainText(item)}`);
    case 'progress':
      return block.items.map((item) => `${PROGRESS_MARKS[item.state]} ${plainText(item.spans)}`);
    case 'code':
      return [plainText(block.label), block.value];
    case 'picture':
      return [];
  }
}
