import { createHash } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { Document, PictureBlock } from '../../message/document.ts';
import { cut } from './width.ts';
import { MOST_ALT_TEXT } from './limits.ts';
import type { Log } from './parts.ts';

/** The files that the pictures of a document became, by block; a picture that is not in it is left out. */
export type FilesOf = ReadonlyMap<PictureBlock, string>;

export type PictureFiles = {
  /**
   * Uploads what the workspace does not have yet. Never rejects: a picture that Slack does not take is left out, for the
   * words say the same.
   *
   * @param workspace names the workspace that holds the files
   */
  upload(document: Document, workspace: string, client: () => Promise<WebClient>): Promise<FilesOf>;
  /** Files that Slack did not show: they are uploaded anew the next time. */
  forget(files: readonly string[]): void;
};

/** A name of a file is some 100 bytes here; the same few dialogs come again and again. */
const MOST_KNOWN = 2_000;

/** Each picture is uploaded once a workspace, privately: it is shown by the messages that name it. */
export function createPictureFiles(log: Pick<Log, 'error'>): PictureFiles {
  const known = new Map<string, string>();

  async function fileOf(block: PictureBlock, png: Uint8Array, workspace: string, client: WebClient): Promise<string> {
    const digest = createHash('sha256').update(png).digest('hex');
    const key = `${workspace}:${digest}`;
    const id = known.get(key) ?? (await uploaded(block, png, client));
    known.delete(key);
    known.set(key, id);
    for (const oldest of known.keys()) {
      if (known.size <= MOST_KNOWN) break;
      known.delete(oldest);
    }
    return id;
  }

  return {
    async upload(document, workspace, client) {
      const files = new Map<PictureBlock, string>();
      const pictures = document.blocks.filter((block) => block.kind === 'picture');
      for (const block of pictures) {
        if (block.png === null) continue;
        try {
          files.set(block, await fileOf(block, block.png, workspace, await client()));
        } catch (error) {
          log.error({ problem: String(error) }, 'slack-picture-refused');
        }
      }
      return files;
    },
    forget(files) {
      for (const [key, id] of known) if (files.includes(id)) known.delete(key);
    },
  };
}

class UploadError extends Error {
  readonly code = 'upload-unconfirmed';
}

async function uploaded({ alt }: PictureBlock, png: Uint8Array, client: WebClient): Promise<string> {
  const done = await client.filesUploadV2({
    file: Buffer.from(png),
    filename: 'picture.png',
    alt_text: cut(alt, MOST_ALT_TEXT),
  });
  const id = done.files[0]?.files?.[0]?.id;
  if (id === undefined) throw new UploadError('Slack took the picture, but named no file for it.');
  return id;
}
