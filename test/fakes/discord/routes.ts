import { checkCommands, checkMessage, EPHEMERAL } from './check-body.ts';
import { checkGuildRules, checkOldEdits } from './guild-rules.ts';
import { apply, type Interactions } from './interactions.ts';
import { list, record, words, type Json } from './json.ts';
import { invalidBody, missingAccess, missingPermissions, Refusal, unknownMessage } from './refusal.ts';
import { channelJson, messageJson, PERMISSIONS, userJson, type Channel, type World } from './world.ts';

/** How long a nonce is remembered (`enforce_nonce`: "in the last few minutes"). */
const NONCE_KEPT_MS = 3 * 60_000;

/** `uploaded`: bytes of the files that came along. */
export type Request = {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Json | unknown[];
  uploaded: number;
};
/** `body` undefined: 204. */
export type Answer = { status: number; body?: unknown };
export type Emit = (event: string, data: Json, guild: string | null) => void;

type Parts = { world: World; interactions: Interactions; emit: Emit; commands: Map<string, unknown[]> };
type Handler = (parts: Parts, ids: string[], request: Request) => Answer;

const id = String.raw`([^/]+)`;
const ROUTES: [string, RegExp, Handler][] = [
  ['POST', new RegExp(`^/interactions/${id}/${id}/callback$`), answerInteraction],
  ['PATCH', new RegExp(`^/webhooks/${id}/${id}/messages/${id}$`), editAnswer],
  ['GET', new RegExp(`^/webhooks/${id}/${id}/messages/${id}$`), readAnswer],
  ['DELETE', new RegExp(`^/webhooks/${id}/${id}/messages/${id}$`), removeAnswer],
  ['POST', new RegExp(`^/webhooks/${id}/${id}$`), followUp],
  ['GET', new RegExp(`^/channels/${id}$`), readChannel],
  ['PATCH', new RegExp(`^/channels/${id}$`), editChannel],
  ['POST', new RegExp(`^/channels/${id}/messages$`), postMessage],
  ['GET', new RegExp(`^/channels/${id}/messages$`), readMessages],
  ['PATCH', new RegExp(`^/channels/${id}/messages/${id}$`), editMessage],
  ['POST', new RegExp(`^/channels/${id}/messages/${id}/threads$`), startThread],
  ['PUT', new RegExp(`^/channels/${id}/thread-members/${id}$`), addMember],
  ['GET', new RegExp(`^/guilds/${id}/members/${id}$`), readMember],
  ['POST', new RegExp('^/users/@me/channels$'), openDirect],
  ['GET', new RegExp('^/users/@me$'), ({ world }) => ({ status: 200, body: userJson(world.bot) })],
  [
    'GET',
    new RegExp('^/(?:oauth2/)?applications/@me$'),
    ({ world }) => ({ status: 200, body: { id: world.application } }),
  ],
  ['GET', new RegExp(`^/applications/${id}/(commands|guilds/${id}/commands)$`), readCommands],
  ['PUT', new RegExp(`^/applications/${id}/(commands|guilds/${id}/commands)$`), putCommands],
];

/** The answer of Discord's REST interface to one request; throws Refusal. */
export function answerRequest(parts: Parts, request: Request): Answer {
  for (const [method, pattern, handler] of ROUTES) {
    const match = method === request.method ? pattern.exec(request.path) : null;
    if (match) return handler(parts, match.slice(1), request);
  }
  throw new Refusal(404, 0, '404: Not Found');
}

function answerInteraction({ world, interactions }: Parts, [one = '', token = '']: string[], request: Request): Answer {
  const body = record(request.body);
  const message = interactions.answer(one, token, body);
  if (request.query.get('with_response') !== 'true') return { status: 204 };
  const resource = message === null ? undefined : { type: body.type, message: messageJson(message, world) };
  const interaction = { id: one, type: interactions.all.get(token)?.type, response_message_id: message?.id };
  return { status: 200, body: { interaction, resource } };
}

function editAnswer({ world, interactions }: Parts, [, token = '', name = '']: string[], request: Request): Answer {
  checkGuildRules(interactions.live(token).channel, request, world);
  return { status: 200, body: messageJson(interactions.edit(token, name, record(request.body)), world) };
}

function readAnswer({ world, interactions }: Parts, [, token = '', name = '']: string[]): Answer {
  return { status: 200, body: messageJson(interactions.messageOf(interactions.live(token), name), world) };
}

function removeAnswer({ interactions }: Parts, [, token = '', name = '']: string[]): Answer {
  interactions.remove(token, name);
  return { status: 204 };
}

function followUp({ world, interactions }: Parts, [, token = '']: string[], request: Request): Answer {
  checkGuildRules(interactions.live(token).channel, request, world);
  return { status: 200, body: messageJson(interactions.followUp(token, record(request.body)), world) };
}

function may(channel: Channel, permission: bigint): void {
  if (channel.type === 1) return;
  if ((channel.permissions & PERMISSIONS.VIEW_CHANNEL) === 0n) throw missingAccess();
  if ((channel.permissions & permission) === 0n) throw missingPermissions();
}

function readChannel({ world }: Parts, [channel = '']: string[]): Answer {
  const found = world.channel(channel);
  may(found, PERMISSIONS.VIEW_CHANNEL);
  return { status: 200, body: channelJson(found, world) };
}

function editChannel({ world }: Parts, [id_ = '']: string[], { body }: Request): Answer {
  const channel = world.channel(id_);
  may(channel, PERMISSIONS.SEND_MESSAGES_IN_THREADS);
  if (channel.locked) throw missingPermissions();
  if (record(body).archived === false) channel.archived = false;
  return { status: 200, body: channelJson(channel, world) };
}

function postMessage({ world, emit }: Parts, [channelId = '']: string[], request: Request): Answer {
  const channel = world.channel(channelId);
  const body = record(request.body);
  if (channel.type === 3) throw missingAccess();
  may(channel, channel.type === 11 ? PERMISSIONS.SEND_MESSAGES_IN_THREADS : PERMISSIONS.SEND_MESSAGES);
  if (channel.type === 11 && channel.locked) throw new Refusal(400, 160005, 'Thread is locked');
  if (channel.recipients.some((user) => user.refusesDirect)) {
    throw new Refusal(403, 50007, 'Cannot send messages to this user');
  }
  checkMessage(body);
  checkGuildRules(channel, request, world);
  const nonce = words(body.nonce);
  if (body.enforce_nonce === true && nonce !== '') {
    const same = [...channel.messages.values()].find((message) => message.nonce === nonce);
    if (same && world.now() - same.timestamp < NONCE_KEPT_MS) return { status: 200, body: messageJson(same, world) };
  }
  const reference = words(record(body.message_reference).message_id) || null;
  if (reference !== null && !channel.messages.has(reference)) {
    if (record(body.message_reference).fail_if_not_exists !== false) {
      throw invalidBody(['message_reference: MESSAGE_REFERENCE_UNKNOWN_MESSAGE']);
    }
  }
  const known = reference !== null && channel.messages.has(reference) ? reference : null;
  const message = world.addMessage(channel, world.bot, {
    nonce: nonce || null,
    reference: known,
    type: known ? 19 : 0,
  });
  apply(message, body, world);
  message.edited = 0;
  channel.archived = false;
  emit('MESSAGE_CREATE', messageJson(message, world), channel.guild);
  return { status: 200, body: messageJson(message, world) };
}

function readMessages({ world }: Parts, [channelId = '']: string[], { query }: Request): Answer {
  const channel = world.channel(channelId);
  may(channel, PERMISSIONS.READ_MESSAGE_HISTORY);
  const limit = Number(query.get('limit') ?? 50);
  const after = query.get('after');
  const visible = [...channel.messages.values()].filter(({ flags }) => (flags & EPHEMERAL) === 0);
  const chosen =
    after === null
      ? visible.toReversed().slice(0, limit)
      : visible
          .filter((message) => BigInt(message.id) > BigInt(after))
          .slice(0, limit)
          .toReversed();
  return { status: 200, body: chosen.map((message) => messageJson(message, world, message.author === world.bot)) };
}

function editMessage({ world }: Parts, [channelId = '', messageId = '']: string[], request: Request): Answer {
  const channel = world.channel(channelId);
  may(channel, PERMISSIONS.VIEW_CHANNEL);
  const message = world.message(channel, messageId);
  if ((message.flags & EPHEMERAL) !== 0) throw unknownMessage();
  if (message.author !== world.bot) throw new Refusal(403, 50005, 'Cannot edit a message authored by another user');
  if (channel.archived) throw new Refusal(400, 50083, 'Thread is archived');
  const body = record(request.body);
  checkMessage(body, message.flags);
  checkGuildRules(channel, request, world);
  checkOldEdits(message, world);
  apply(message, body, world);
  return { status: 200, body: messageJson(message, world) };
}

function startThread({ world, emit }: Parts, [channelId = '', messageId = '']: string[], request: Request): Answer {
  const channel = world.channel(channelId);
  if (channel.type !== 0) throw new Refusal(400, 50024, 'Cannot execute action on this channel type');
  may(channel, PERMISSIONS.CREATE_PUBLIC_THREADS);
  const message = world.message(channel, messageId);
  if ((message.flags & EPHEMERAL) !== 0) throw unknownMessage();
  if (message.thread !== null) throw new Refusal(400, 160004, 'A thread has already been created for this message');
  const name = words(record(request.body).name);
  const minutes = record(request.body).auto_archive_duration;
  if (name === '' || name.length > 100) throw invalidBody(['name: 1 to 100 characters']);
  if (minutes !== undefined && ![60, 1440, 4320, 10080].includes(Number(minutes))) {
    throw invalidBody(['auto_archive_duration: 60, 1440, 4320 or 10080']);
  }
  const { guild, permissions } = channel;
  const members = new Set([world.bot.id]);
  const thread = world.addChannel(name, {
    id: messageId,
    type: 11,
    guild,
    parent: channelId,
    owner: world.bot.id,
    permissions,
    members,
  });
  message.thread = thread.id;
  emit('THREAD_CREATE', { ...channelJson(thread, world), newly_created: true }, guild);
  return { status: 201, body: channelJson(thread, world) };
}

function addMember({ world }: Parts, [channelId = '', user = '']: string[]): Answer {
  const channel = world.channel(channelId);
  may(channel, PERMISSIONS.SEND_MESSAGES_IN_THREADS);
  if (channel.archived) throw new Refusal(400, 50083, 'Thread is archived');
  channel.members.add(user);
  return { status: 204 };
}

function readMember({ world }: Parts, [guild = '', user = '']: string[]): Answer {
  const found = world.guilds.get(guild);
  if (!found) throw missingAccess();
  const person = world.users.get(user);
  if (!person || found.gone.has(user)) throw new Refusal(404, 10007, 'Unknown Member');
  return { status: 200, body: { user: userJson(person), roles: [] } };
}

function openDirect({ world }: Parts, _ids: string[], request: Request): Answer {
  const user = world.users.get(words(record(request.body).recipient_id));
  if (!user) throw invalidBody(['recipient_id: unknown user']);
  return { status: 200, body: channelJson(world.direct(user), world) };
}

function readCommands({ commands }: Parts, [, place = '']: string[]): Answer {
  return { status: 200, body: commands.get(place) ?? [] };
}

function putCommands({ world, commands }: Parts, [application, place = '']: string[], request: Request): Answer {
  const [, guild = null] = place.split('/');
  if (application !== world.application || (guild !== null && !world.guilds.has(guild))) throw missingAccess();
  checkCommands(list(request.body));
  const before = new Map(
    (commands.get(place) ?? []).map((command) => [words(record(command).name), record(command).id]),
  );
  const stored = list(request.body).map((command) => {
    const name = words(record(command).name);
    return { ...record(command), id: before.get(name) ?? world.id(), application_id: world.application };
  });
  commands.set(place, stored);
  return { status: 200, body: stored };
}
