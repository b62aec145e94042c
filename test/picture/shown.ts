import type { Document, PictureBlock } from '../../src/message/document.ts';
import { dialogSpec, pathSpec } from './specs.ts';

/** Documents with pictures, as the host hands them to an adapter. The bytes are no picture: an adapter does not look. */

export const PNG_ONE = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1]);
export const PNG_TWO = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 2]);

export function picture(png: Uint8Array | null, alt: string): PictureBlock {
  return { kind: 'picture', picture: dialogSpec('thunderbird-outgoing-server', 'thunderbird'), alt, png };
}

export function pathPicture(png: Uint8Array | null, alt: string): PictureBlock {
  return { kind: 'picture', picture: pathSpec(), alt, png };
}

export function answerWith(...pictures: PictureBlock[]): Document {
  const words = (value: string) => [{ kind: 'plain' as const, value }];
  return {
    blocks: [{ kind: 'paragraph', spans: words('before') }, ...pictures, { kind: 'steps', items: [words('one step')] }],
  };
}
