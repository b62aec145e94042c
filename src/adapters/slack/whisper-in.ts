import type { Actor, Intake, Whisper } from './intake.ts';
import { isDirect } from './place.ts';
import { post } from './post-message.ts';

/** Shows a post to one person where they wrote: as an ephemeral message in a channel, as a reply in direct messages. */
export function whisperIn(intake: Intake, actor: Actor, at: { channel: string; thread: string | null }): Whisper {
  return async ({ text, blocks }) => {
    const client = await intake.workspaces.client(actor);
    const { channel, thread } = at;
    if (isDirect(channel)) return post(client, { channel, thread, text, blocks });
    const where = { channel, user: actor.user, ...(thread !== null && { thread_ts: thread }) };
    return client.chat.postEphemeral({ ...where, text, blocks });
  };
}

/** Shows a post to one person who is nowhere in particular: in their direct messages. */
export function whisperDirectly(intake: Intake, actor: Actor): Whisper {
  return async ({ text, blocks }) => {
    const client = await intake.workspaces.client(actor);
    const opened = await client.conversations.open({ users: actor.user });
    return post(client, { channel: opened.channel?.id ?? '', thread: null, text, blocks });
  };
}
