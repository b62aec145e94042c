import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Document, PictureBlock } from '../../message/document.ts';

/** A picture on disk; `path` is absolute. */
export type SavedPicture = { alt: string; path: string };

export type PictureFolder = {
  /** Writes the pictures of a document that were drawn, in their order; none when the disk refuses: the words say the same. */
  save(document: Document): Promise<SavedPicture[]>;
};

/**
 * Where a terminal keeps its pictures: a folder of this process alone, made with the first one. It stays, for people look
 * at a picture after the talk as well; the system clears its folder for such files.
 *
 * @param parent absolute path of a folder
 */
export function createPictureFolder(parent: string = tmpdir()): PictureFolder {
  let folder: Promise<string> | null = null;
  let number = 0;

  async function write({ picture, alt }: PictureBlock, png: Uint8Array): Promise<SavedPicture> {
    folder ??= mkdtemp(join(parent, 'op25b-'));
    number += 1;
    const name = `${number}-${picture.type === 'dialog' ? picture.dialog : picture.type}.png`;
    const path = join(await folder, name);
    await writeFile(path, png);
    return { alt, path };
  }

  return {
    async save(document) {
      const saved: SavedPicture[] = [];
      for (const block of document.blocks) {
        if (block.kind !== 'picture' || block.png === null) continue;
        const written = await write(block, block.png).catch(() => null);
        if (written) saved.push(written);
      }
      return saved;
    },
  };
}
