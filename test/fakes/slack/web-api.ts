import { refusalOfBlocks, refusalOfView } from './block-rules.ts';
import type { FakeMessage, FakeTeam } from './state.ts';

/** Arguments as they came: form fields, all of them strings. */
export type Args = Record<string, string>;
export type Answer = { ok: boolean; error?: string; [field: string]: unknown };

/** `chat.update` fails above so many characters, and Slack's servers count bytes at times. */
const MOST_UPDATE_TEXT = 4_000;
/** https://docs.slack.dev/interactivity/handling-user-interaction: a trigger lives three seconds and works once. */
const TRIGGER_MS = 3_000;

export type Triggers = Map<string, { at: number; used: boolean; team: string; user: string }>;
export type MethodWorld = { team: FakeTeam; triggers: Triggers; now: () => number };

type Method = (args: Args, world: MethodWorld) => Answer;

const refuse = (error: string, messages: string[] = []): Answer => ({
  ok: false,
  error,
  ...(messages.length > 0 && { response_metadata: { messages } }),
});

function jsonOf(words: string | undefined): unknown {
  try {
    return words === undefined ? undefined : JSON.parse(words);
  } catch {
    return undefined;
  }
}

function listOf(words: string | undefined): unknown[] {
  const parsed = jsonOf(words);
  return Array.isArray(parsed) ? parsed : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where the bot may post; an answer when it may not. */
function closedTo({ channel: id = '' }: Args, { team }: MethodWorld): Answer | null {
  const channel = team.channels.get(id);
  if (!channel || (channel.private && !channel.botIn)) return refuse('channel_not_found');
  if (channel.archived) return refuse('is_archived');
  return channel.botIn ? null : refuse('not_in_channel');
}

function contentRefusal(args: Args): Answer | null {
  if (args['markdown_text'] !== undefined && (args['text'] || args['blocks'])) return refuse('markdown_text_conflict');
  if (args['blocks'] === undefined) return args['text'] ? null : refuse('no_text');
  const blocks = jsonOf(args['blocks']);
  if (blocks === undefined) return refuse('invalid_blocks_format');
  const refusal = refusalOfBlocks(blocks);
  return refusal && refuse(refusal.error, refusal.messages);
}

const postMessage: Method = (args, world) => {
  const refusal = closedTo(args, world) ?? contentRefusal(args);
  if (refusal) return refusal;
  const channel = args['channel'] ?? '';
  const thread = args['thread_ts'] ?? null;
  if (thread !== null && !world.team.message(channel, thread)) return refuse('thread_not_found');
  const message = world.team.add({
    channel,
    bot: world.team.botId,
    user: world.team.botUser,
    text: (args['text'] ?? '').slice(0, 40_000),
    blocks: listOf(args['blocks']),
    thread,
    ephemeralTo: null,
  });
  return { ok: true, channel, ts: message.ts, message: { text: message.text, ts: message.ts, blocks: message.blocks } };
};

const postEphemeral: Method = (args, world) => {
  const refusal = closedTo(args, world) ?? contentRefusal(args);
  if (refusal) return refusal;
  const { channel = '', user = '' } = args;
  if (!world.team.channels.get(channel)?.members.has(user)) return refuse('user_not_in_channel');
  const message = world.team.add({
    channel,
    bot: world.team.botId,
    user: world.team.botUser,
    text: args['text'] ?? '',
    blocks: listOf(args['blocks']),
    thread: args['thread_ts'] ?? null,
    ephemeralTo: user,
  });
  return { ok: true, message_ts: message.ts };
};

const update: Method = (args, world) => {
  const refusal = closedTo(args, world);
  if (refusal) return refusal;
  const message = world.team.message(args['channel'] ?? '', args['ts'] ?? '');
  if (!message) return refuse('message_not_found');
  if (message.bot !== world.team.botId || message.ephemeralTo !== null) return refuse('cant_update_message');
  if ((args['text'] ?? '').length > MOST_UPDATE_TEXT) return refuse('msg_too_long');
  const content = contentRefusal(args);
  if (content) return content;
  if (args['text'] !== undefined) message.text = args['text'];
  if (args['blocks'] !== undefined || args['text'] !== undefined) message.blocks = listOf(args['blocks']);
  message.edits += 1;
  return { ok: true, channel: message.channel, ts: message.ts, text: message.text };
};

const openView: Method = (args, world) => {
  const trigger = world.triggers.get(args['trigger_id'] ?? '');
  if (!trigger || trigger.team !== world.team.id) return refuse('invalid_trigger_id');
  if (world.now() - trigger.at > TRIGGER_MS) return refuse('expired_trigger_id');
  if (trigger.used) return refuse('exchanged_trigger_id');
  trigger.used = true;
  return keepView(args, world, 'modal', trigger.user);
};

const publishView: Method = (args, world) => {
  const user = args['user_id'] ?? '';
  if (!world.team.users.has(user)) return refuse('user_not_found');
  return keepView(args, world, 'home', user);
};

function keepView(args: Args, { team }: MethodWorld, type: 'modal' | 'home', user: string): Answer {
  const view = jsonOf(args['view']);
  const refusal = refusalOfView(view, type);
  if (refusal || !isRecord(view)) return refuse(refusal?.error ?? 'invalid_arguments', refusal?.messages);
  const kept = {
    id: `V${team.id}${team.views.length + 1}`,
    team: team.id,
    user,
    type,
    view,
    hash: `h${team.nextTs()}`,
  };
  team.views.push(kept);
  return { ok: true, view: { ...view, id: kept.id, hash: kept.hash } };
}

const updateView: Method = (args, { team }) => {
  const kept = team.views.find((view) => view.id === args['view_id']);
  if (!kept) return refuse('not_found');
  if (args['hash'] !== undefined && args['hash'] !== kept.hash) return refuse('hash_conflict');
  const view = jsonOf(args['view']);
  const refusal = refusalOfView(view, kept.type);
  if (refusal || !isRecord(view)) return refuse(refusal?.error ?? 'invalid_arguments', refusal?.messages);
  kept.view = view;
  kept.hash = `h${team.nextTs()}`;
  return { ok: true, view: { ...view, id: kept.id, hash: kept.hash } };
};

const userInfo: Method = (args, { team }) => {
  const locale = team.users.get(args['user'] ?? '');
  if (locale === undefined) return refuse('user_not_found');
  return { ok: true, user: { id: args['user'], ...(args['include_locale'] === 'true' && { locale }) } };
};

const openDirect: Method = (args, { team }) => {
  const user = args['users'] ?? '';
  if (!team.users.has(user)) return refuse('user_not_found');
  return { ok: true, channel: { id: team.direct(user).id } };
};

const channelInfo: Method = (args, { team }) => {
  const channel = team.channels.get(args['channel'] ?? '');
  if (!channel || (channel.private && !channel.botIn)) return refuse('channel_not_found');
  return { ok: true, channel: { id: channel.id, is_private: channel.private } };
};

const members: Method = (args, { team }) => {
  const channel = team.channels.get(args['channel'] ?? '');
  if (!channel || (channel.private && !channel.botIn)) return refuse('channel_not_found');
  return { ok: true, members: [...channel.members], response_metadata: { next_cursor: '' } };
};

const permalink: Method = (args, { team }) => {
  const message = team.message(args['channel'] ?? '', args['message_ts'] ?? '');
  if (!message) return refuse('message_not_found');
  return {
    ok: true,
    permalink: `https://${team.id}.slack.example/archives/${message.channel}/p${message.ts.replace('.', '')}`,
  };
};

export const METHODS: Record<string, Method> = {
  'auth.test': (_args, { team }) => ({ ok: true, team_id: team.id, user_id: team.botUser, bot_id: team.botId }),
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.getPermalink': permalink,
  'conversations.open': openDirect,
  'conversations.info': channelInfo,
  'conversations.members': members,
  'users.info': userInfo,
  'views.open': openView,
  'views.update': updateView,
  'views.publish': publishView,
};

/** How a `response_url` changes what is shown (https://docs.slack.dev/interactivity/handling-user-interaction#message_responses). */
export function answerByUrl(
  team: FakeTeam,
  at: { channel: string; user: string; message: FakeMessage | null },
  body: unknown,
): Answer {
  if (!isRecord(body)) return refuse('invalid_payload');
  const text = typeof body['text'] === 'string' ? body['text'] : '';
  const blocks = Array.isArray(body['blocks']) ? body['blocks'] : [];
  const refusal = blocks.length > 0 ? refusalOfBlocks(blocks) : null;
  if (refusal) return refuse(refusal.error, refusal.messages);
  if (body['delete_original'] !== true && text === '' && blocks.length === 0) return refuse('no_text');
  if (body['replace_original'] === true && at.message) {
    at.message.text = text;
    at.message.blocks = blocks;
    at.message.edits += 1;
    return { ok: true };
  }
  team.add({
    channel: at.channel,
    bot: team.botId,
    user: team.botUser,
    text,
    blocks,
    thread: typeof body['thread_ts'] === 'string' ? body['thread_ts'] : null,
    ephemeralTo: body['response_type'] === 'in_channel' ? null : at.user,
  });
  return { ok: true };
}
