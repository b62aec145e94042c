import { setTimeout as wait } from 'node:timers/promises';
import type { KnownBlock } from '@slack/types';
import { refusal } from './delivered.ts';
import type { PostGiven } from './post-message.ts';

/** A file can be shown once Slack has looked at it, which it does within a second or so after the upload; milliseconds. */
const WAITS_MS = [300, 700, 1_500, 3_000];

/** Slack's answer to a message with a file that it does not have ready (https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object). */
const NOT_READY = ['invalid_blocks', 'invalid_blocks_format'];

export function picturesIn(blocks: readonly KnownBlock[]): string[] {
  return blocks.flatMap((block) => {
    if (block.type !== 'image' || !('slack_file' in block)) return [];
    const { slack_file: file } = block;
    return file && 'id' in file && file.id !== undefined ? [file.id] : [];
  });
}

/**
 * Posts a message with pictures as soon as Slack has them ready; without them when that takes too long.
 *
 * @param without posts what is left, and is told which files were not shown
 */
export async function postWithPictures<Sent>(
  given: PostGiven,
  send: (given: PostGiven) => Promise<Sent>,
  without: (given: PostGiven, files: string[]) => Promise<Sent>,
): Promise<Sent> {
  for (const ms of WAITS_MS) {
    try {
      return await send(given);
    } catch (error) {
      if (!NOT_READY.includes(refusal(error) ?? '')) throw error;
      await wait(ms);
    }
  }
  const rest = { ...given, blocks: given.blocks.filter(({ type }) => type !== 'image') };
  return without(rest, picturesIn(given.blocks));
}
