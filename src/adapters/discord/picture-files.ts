import {
  ComponentType,
  type APIMediaGalleryComponent,
  type APIMessageTopLevelComponent,
  type RawFile,
  type RESTAPIAttachment,
} from 'discord.js';
import type { Document, PictureBlock } from '../../message/document.ts';
import { LONGEST_DESCRIPTION } from './limits.ts';

/** The files that go with the messages of one document, by its blocks. A picture that was not drawn is not in it. */
export type Pictures = ReadonlyMap<PictureBlock, RawFile>;

export const NO_PICTURES: Pictures = new Map();

export function picturesOf(document: Document): Pictures {
  const pictures = new Map<PictureBlock, RawFile>();
  for (const block of document.blocks) {
    if (block.kind !== 'picture' || block.png === null) continue;
    const name = `picture-${pictures.size + 1}.png`;
    pictures.set(block, { name, data: Buffer.from(block.png), contentType: 'image/png' });
  }
  return pictures;
}

/** What shows a picture in a message: its words are read out by screen readers. */
export function gallery({ alt }: PictureBlock, { name }: RawFile): APIMediaGalleryComponent {
  return {
    type: ComponentType.MediaGallery,
    items: [{ media: { url: addressOf(name) }, description: described(alt) }],
  };
}

/** What one message needs of the files: Discord shows only those that its components name. */
export function attached(
  components: APIMessageTopLevelComponent[],
  pictures: Pictures,
): { files: RawFile[]; attachments?: { attachments: RESTAPIAttachment[] } } {
  const shown = JSON.stringify(components);
  const named = [...pictures].filter(([, { name }]) => shown.includes(`"${addressOf(name)}"`));
  if (named.length === 0) return { files: [] };
  const attachments = named.map(([{ alt }, { name }], id) => ({ id, filename: name, description: described(alt) }));
  return { files: named.map(([, file]) => file), attachments: { attachments } };
}

function addressOf(name: string): string {
  return `attachment://${name}`;
}

function described(alt: string): string {
  const characters = [...alt];
  return alt.length <= LONGEST_DESCRIPTION ? alt : `${characters.slice(0, LONGEST_DESCRIPTION / 2 - 1).join('')}…`;
}
