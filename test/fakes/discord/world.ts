import type { Json } from './json.ts';
import { unknownChannel, unknownMessage } from './refusal.ts';

/** Milliseconds of 2015-01-01, from which snowflakes count (https://docs.discord.com/developers/reference#snowflakes). */
const EPOCH = 1_420_070_400_000n;

/** 10 MiB (https://docs.discord.com/developers/reference#uploading-files). */
const LARGEST_UPLOAD = 10 * 2 ** 20;

export const PERMISSIONS = {
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  READ_MESSAGE_HISTORY: 1n << 16n,
  CREATE_PUBLIC_THREADS: 1n << 35n,
  SEND_MESSAGES_IN_THREADS: 1n << 38n,
} as const;

export const ALL_PERMISSIONS = Object.values(PERMISSIONS).reduce((sum, bit) => sum | bit, 0n);

export type User = { id: string; username: string; bot: boolean; refusesDirect: boolean };

export type Message = {
  id: string;
  channel: string;
  author: User;
  content: string;
  components: unknown[];
  flags: number;
  nonce: string | null;
  /** The message it answers. */
  reference: string | null;
  type: number;
  timestamp: number;
  edited: number;
  /** How often it was edited when it was older than an hour. */
  oldEdits: number;
  /** The token of the interaction that it answers, if it is such an answer. */
  token: string | null;
  thread: string | null;
};

/** Types of https://docs.discord.com/developers/resources/channel: 0 text, 1 direct, 3 group, 11 public thread. */
export type Channel = {
  id: string;
  type: 0 | 1 | 3 | 11;
  name: string;
  guild: string | null;
  parent: string | null;
  owner: string | null;
  archived: boolean;
  locked: boolean;
  recipients: User[];
  /** What the bot may do there; 0n: it is not even in the guild. */
  permissions: bigint;
  messages: Map<string, Message>;
  members: Set<string>;
};

export type Guild = {
  id: string;
  name: string;
  locale: string;
  channels: Set<string>;
  /** Users who left, or were removed. */ gone: Set<string>;
  /** What AutoMod blocks. */
  blocked: RegExp | null;
  /** The largest upload it takes, in bytes. */
  largestUpload: number;
};

/** Everything that exists on the fake platform. */
export class World {
  readonly users = new Map<string, User>();
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly bot: User;
  readonly application: string;
  #offset = 0;
  #sequence = 0n;

  constructor() {
    this.application = this.id();
    this.bot = { id: this.application, username: 'op25b', bot: true, refusesDirect: false };
    this.users.set(this.bot.id, this.bot);
  }

  now(): number {
    return Date.now() + this.#offset;
  }

  /** Moves the platform's clock on. */
  advance(ms: number): void {
    this.#offset += ms;
  }

  /** A new snowflake; `at`: when the thing came to be, milliseconds since 1970. */
  id(at: number = this.now()): string {
    this.#sequence = (this.#sequence + 1n) % (1n << 22n);
    return String(((BigInt(at) - EPOCH) << 22n) | this.#sequence);
  }

  addUser(username: string): User {
    const user = { id: this.id(), username, bot: false, refusesDirect: false };
    this.users.set(user.id, user);
    return user;
  }

  addGuild(name: string, locale = 'en-US'): Guild {
    const guild: Guild = {
      id: this.id(),
      name,
      locale,
      channels: new Set<string>(),
      gone: new Set<string>(),
      blocked: null,
      largestUpload: LARGEST_UPLOAD,
    };
    this.guilds.set(guild.id, guild);
    return guild;
  }

  addChannel(name: string, given: Partial<Channel> = {}): Channel {
    const channel: Channel = {
      id: this.id(),
      type: 0,
      name,
      guild: null,
      parent: null,
      owner: null,
      archived: false,
      locked: false,
      recipients: [],
      permissions: ALL_PERMISSIONS,
      messages: new Map(),
      members: new Set(),
      ...given,
    };
    this.channels.set(channel.id, channel);
    if (channel.guild !== null) this.guilds.get(channel.guild)?.channels.add(channel.id);
    return channel;
  }

  /** The bot's channel with this user, made at the first call. */
  direct(user: User): Channel {
    const found = [...this.channels.values()].find((one) => one.type === 1 && one.recipients.includes(user));
    return found ?? this.addChannel('', { type: 1, recipients: [user] });
  }

  channel(id: string): Channel {
    const found = this.channels.get(id);
    if (!found) throw unknownChannel();
    return found;
  }

  message(channel: Channel, id: string): Message {
    const found = channel.messages.get(id);
    if (!found) throw unknownMessage();
    return found;
  }

  addMessage(channel: Channel, author: User, given: Partial<Message>): Message {
    const message: Message = {
      id: this.id(),
      channel: channel.id,
      author,
      content: '',
      components: [],
      flags: 0,
      nonce: null,
      reference: null,
      type: 0,
      timestamp: this.now(),
      edited: 0,
      oldEdits: 0,
      token: null,
      thread: null,
      ...given,
    };
    channel.messages.set(message.id, message);
    return message;
  }
}

export function userJson(user: User): Json {
  return { id: user.id, username: user.username, discriminator: '0', global_name: null, avatar: null, bot: user.bot };
}

export function channelJson(channel: Channel, world: World): Json {
  return {
    id: channel.id,
    type: channel.type,
    ...(channel.guild !== null && { guild_id: channel.guild, name: channel.name }),
    ...(channel.type === 0 && { position: 0, permission_overwrites: [], nsfw: false, parent_id: null }),
    ...(channel.recipients.length > 0 && { recipients: channel.recipients.map(userJson) }),
    ...(channel.type === 11 && {
      parent_id: channel.parent,
      owner_id: channel.owner,
      message_count: channel.messages.size,
      member_count: channel.members.size,
      thread_metadata: {
        archived: channel.archived,
        locked: channel.locked,
        auto_archive_duration: 1440,
        archive_timestamp: new Date(world.now()).toISOString(),
      },
    }),
  };
}

/** A message as Discord shows it; `content: false`: without the content that needs the privileged intent. */
export function messageJson(message: Message, world: World, content = true): Json {
  const mentioned = [...message.content.matchAll(/<@!?(\d+)>/g)].map(([, id]) => world.users.get(id ?? ''));
  const replied =
    message.reference === null ? null : world.channels.get(message.channel)?.messages.get(message.reference);
  const repliedTo = replied && message.type === 19 ? [replied.author] : [];
  const people = new Map([...mentioned, ...repliedTo].flatMap((user) => (user ? [[user.id, user]] : [])));
  return {
    id: message.id,
    channel_id: message.channel,
    author: userJson(message.author),
    content: content ? message.content : '',
    timestamp: new Date(message.timestamp).toISOString(),
    edited_timestamp: message.edited === 0 ? null : new Date(message.edited).toISOString(),
    tts: false,
    mention_everyone: false,
    mentions: [...people.values()].map(userJson),
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    type: message.type,
    flags: message.flags,
    components: content ? message.components : [],
    ...(message.nonce !== null && { nonce: message.nonce }),
    ...(replied && {
      referenced_message: { id: replied.id, channel_id: replied.channel, author: userJson(replied.author) },
    }),
    ...(message.reference !== null && {
      message_reference: { type: 0, channel_id: message.channel, message_id: message.reference },
    }),
  };
}
