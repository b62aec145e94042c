import type { WebClient } from '@slack/web-api';
import type { Actor, Intake } from './intake.ts';
import { isDirect } from './place.ts';

/** https://docs.slack.dev/reference/methods/conversations.members: at most so many a page. */
const PAGE = 999;
/** Whoever is in a private channel of more than 10,000 people is not looked for. */
const MOST_PAGES = 10;

/**
 * Whether somebody is no longer in the private channel where their case is held: a form that was opened before, or a command
 * given elsewhere, has no say there. Presses need no such question, for Slack shows the buttons only to who is there. False
 * where Slack does not tell: that needs the optional scopes `channels:read` and `groups:read`.
 */
export async function wasRemoved(intake: Intake, actor: Actor, channel: string | null): Promise<boolean> {
  if (channel === null || isDirect(channel)) return false;
  try {
    const client = await intake.workspaces.client(actor);
    const { channel: found } = await client.conversations.info({ channel });
    return found?.is_private === true && (await isMember(client, channel, actor.user)) === false;
  } catch (error) {
    intake.log.info({ error }, 'slack-members-unknown');
    return false;
  }
}

/** @returns null when the channel is too large to tell */
export async function isMember(client: WebClient, channel: string, user: string): Promise<boolean | null> {
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { members = [], response_metadata: more } = await client.conversations.members({
      channel,
      limit: PAGE,
      ...(cursor !== '' && { cursor }),
    });
    if (members.includes(user)) return true;
    cursor = more?.next_cursor ?? '';
    if (cursor === '') return false;
  }
  return null;
}
