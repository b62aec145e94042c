import type { Block, Document } from '../message/document.ts';
import type { Language } from '../message/message.ts';
import type { Painter } from './painter.ts';

/**
 * The document with its pictures drawn. One that cannot be drawn stays null, and the words go out without it.
 *
 * @param onTrouble told of each that could not
 */
export async function withPictures(
  document: Document,
  language: Language,
  painter: Painter,
  onTrouble: (error: unknown) => void,
): Promise<Document> {
  if (!document.blocks.some(({ kind }) => kind === 'picture')) return document;
  const blocks = await Promise.all(
    document.blocks.map(async (block): Promise<Block> => {
      if (block.kind !== 'picture') return block;
      const png = await painter.paint(block.picture, language).catch((error: unknown) => {
        onTrouble(error);
        return null;
      });
      return { ...block, png };
    }),
  );
  return { ...document, blocks };
}
