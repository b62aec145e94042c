import { setTimeout as wait } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Language } from '../../message/message.ts';
import { text } from '../../message/text.ts';
import type { Delivered, Delivery, Showing } from '../adapter.ts';
import { deskPlace } from './desk-place.ts';
import { forTheDesk } from './for-the-desk.ts';
import { deliveredOf, refusal } from './delivered.ts';
import type { Intake } from './intake.ts';
import { readPlace } from './place.ts';
import { createPauses } from './pauses.ts';
import { createPictureFiles } from './picture-files.ts';
import { post, type PostGiven } from './post-message.ts';
import { picturesIn, postWithPictures } from './post-pictures.ts';
import { render, type Post, type RenderOptions } from './render.ts';
import { messageId, readMessageId, type MessageId } from './slack-ids.ts';
import { askerOfEdited, targetOf, type Target } from './target.ts';
import type { Tenant } from './tenant.ts';

type Sent = Omit<MessageId, 'team'>;

export type DeliverParts = Pick<
  Intake,
  'translator' | 'workspaces' | 'log' | 'clock' | 'deskChannel' | 'elsewhere' | 'turn'
> & {
  /** The workspace of the one bot token, once it is known; null where there are many. */
  home: () => string | null;
};

/** The parts of one message are not torn apart for a wait as short as this. */
const PATIENCE_MS = 20_000;

/** Tokens that may be old in this process only: another process rotated or renewed them. */
const OLD_TOKEN = ['token_expired', 'invalid_auth', 'token_revoked', 'account_inactive'];

/** The bot's own message cannot be there: the person is written to directly. */
const NOT_THERE = ['not_in_channel', 'channel_not_found'];

export function createDeliver(parts: DeliverParts): (delivery: Delivery) => Promise<Delivered> {
  const pauses = createPauses(parts.clock);
  const pictures = createPictureFiles(parts.log);

  async function attempt(given: Delivery): Promise<Delivered> {
    const delivery = await forTheDesk(given, parts);
    const { showing } = delivery;
    if (showing.type === 'edit') return edit(delivery, showing);
    return showing.type === 'say' ? say(delivery, showing) : { type: 'done' };
  }

  async function say(delivery: Delivery, { document }: Extract<Showing, { type: 'say' }>): Promise<Delivered> {
    const target = targetOf(delivery, { deskChannel: parts.deskChannel, home: parts.home() });
    if (!target) return { type: 'impossible', reason: 'no-place' };
    const { language, conversation, repeat } = delivery;
    const { translator } = parts;
    const posts = render(document, {
      conversation,
      language,
      translator,
      files: await pictures.upload(document, target.team, () => parts.workspaces.client(target)),
      ...askedBy(target.asker, language),
      ...(repeat && { below: translator.spans(language, text('slack:resent')) }),
    });
    try {
      return await postAll(target, posts);
    } catch (error) {
      if (!target.user || !NOT_THERE.includes(refusal(error) ?? '')) throw error;
      const done = await postAll({ ...target, channel: null, thread: null }, posts);
      await parts.elsewhere
        .get(conversation)?.()
        .catch((problem: unknown) => {
          parts.log.info({ error: problem }, 'slack-person-not-told');
        });
      parts.elsewhere.delete(conversation);
      return done;
    }
  }

  function askedBy(asker: string | null, language: Language): Pick<RenderOptions, 'above'> {
    if (asker === null) return {};
    return { above: parts.translator.spans(language, text('slack:asked-by', { person: { person: asker } })) };
  }

  /** Posts the parts of one message, the later ones under the first. */
  async function postAll(target: Target, posts: Post[]): Promise<Delivered> {
    const client = await parts.workspaces.client(target);
    const channel = target.channel ?? (await directChannel(client, target));
    const key = `post:${target.team}:${channel}`;
    const paused = pauses.until(key);
    if (paused !== null) return { type: 'later', at: paused, reason: 'ratelimited' };
    let first: MessageId | null = null;
    for (const part of posts) {
      const thread: string | null = target.thread ?? first?.ts ?? null;
      const begun: boolean = first !== null;
      const posted: Sent = await patiently(key, begun, () => postOne(client, { channel, thread, ...part }));
      first ??= { team: target.team, ...posted };
    }
    return first ? { type: 'done', platformId: messageId(first) } : { type: 'done' };
  }

  /** Blocks that Slack refuses are a fault of ours: the words go out without them. */
  async function postOne(client: WebClient, given: PostGiven): Promise<Sent> {
    if (picturesIn(given.blocks).length > 0) {
      const send = (now: PostGiven) => post(client, now);
      return postWithPictures(given, send, (rest, files) => {
        pictures.forget(files);
        return postOne(client, rest);
      });
    }
    try {
      return await post(client, given);
    } catch (error) {
      if (!BLOCK_FAULTS.includes(refusal(error) ?? '')) throw error;
      parts.log.error({ reason: refusal(error) }, 'slack-blocks-refused');
      return post(client, { ...given, blocks: [] });
    }
  }

  async function patiently<T>(key: string, begun: boolean, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      const outcome = deliveredOf(error, parts.clock());
      if (outcome.type !== 'later') throw error;
      pauses.set(key, outcome.at);
      const ms = outcome.at - parts.clock();
      if (!begun || ms > PATIENCE_MS) throw error;
      await wait(ms);
      return call();
    }
  }

  /** At the desk a message is in the desk's workspace, whichever the case is from. */
  function tenantOf(delivery: Delivery, team: string): Tenant {
    const asking = readPlace(delivery.address);
    const desk = deskPlace(parts.deskChannel, { home: parts.home(), asking });
    if (delivery.to === 'desk' && desk) return desk;
    return { team, enterprise: asking?.enterprise ?? null };
  }

  async function edit(delivery: Delivery, showing: Extract<Showing, { type: 'edit' }>): Promise<Delivered> {
    const message = readMessageId(showing.platformId);
    if (!message) return { type: 'impossible', reason: 'no-such-message' };
    const key = `update:${message.team}`;
    const paused = pauses.until(key);
    if (paused !== null) return { type: 'later', at: paused, reason: 'ratelimited' };
    const client = await parts.workspaces.client(tenantOf(delivery, message.team));
    const { conversation, language } = delivery;
    const { translator } = parts;
    const options = { conversation, language, translator, ...askedBy(askerOfEdited(delivery), language) };
    const [first, ...rest] = render(showing.document, options);
    if (!first) return { type: 'done' };
    await patiently(key, false, () =>
      client.chat.update({ channel: message.channel, ts: message.ts, ...first, parse: 'none', link_names: false }),
    );
    if (showing.final) {
      const thread = readMessageId(delivery.root)?.ts ?? message.ts;
      for (const part of rest) await postOne(client, { channel: message.channel, thread, ...part });
    }
    return { type: 'done', platformId: showing.platformId };
  }

  return async (delivery) => {
    try {
      await parts.turn();
      return await attempt(delivery).catch((error: unknown) => {
        const place = readPlace(delivery.address);
        if (!place || !OLD_TOKEN.includes(refusal(error) ?? '')) throw error;
        parts.workspaces.refresh(place);
        return attempt(delivery);
      });
    } catch (error) {
      return deliveredOf(error, parts.clock());
    }
  };
}

const BLOCK_FAULTS = ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'msg_too_long'];

async function directChannel(client: WebClient, { user }: Target): Promise<string> {
  const opened = await client.conversations.open({ users: user ?? '' });
  return opened.channel?.id ?? '';
}
