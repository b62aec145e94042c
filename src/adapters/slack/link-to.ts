import type { WebClient } from '@slack/web-api';
import { isDirect, type Place } from './place.ts';

/**
 * The address under which others open the conversation; that of its channel while it has no thread yet, or where Slack does
 * not tell. Null: it is in direct messages, which nobody else can open.
 */
export async function linkTo(client: WebClient | null, { team, channel, thread }: Place): Promise<string | null> {
  if (channel === null || isDirect(channel)) return null;
  const link = `https://app.slack.com/client/${team}/${channel}`;
  if (thread === null || client === null) return link;
  const found = await client.chat.getPermalink({ channel, message_ts: thread }).catch(() => null);
  return found?.permalink ?? link;
}
