import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { MessageId } from './slack-ids.ts';

export type PostGiven = { channel: string; thread: string | null; text: string; blocks: KnownBlock[] };

/** Posts one message; nothing in it is read as markup, and no preview of a link is fetched. Rejects as the SDK does. */
export async function post(
  client: WebClient,
  { channel, thread, text, blocks }: PostGiven,
): Promise<Omit<MessageId, 'team'>> {
  const { postMessage: send } = client.chat;
  const posted = await send({
    channel,
    text,
    blocks,
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    ...(thread !== null && { thread_ts: thread }),
  });
  return { channel: posted.channel ?? channel, ts: posted.ts ?? '' };
}
