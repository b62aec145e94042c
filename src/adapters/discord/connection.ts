import {
  Client,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  Options,
  Status,
  type APIInteraction,
  type GatewayMessageCreateDispatchData,
  type GuildMember,
  type User,
} from 'discord.js';
import { audit } from '../../observe/audit.ts';
import type { AdapterHealth } from '../adapter.ts';
import { AdapterError } from '../adapter-error.ts';
import { restOptions } from './discord-api.ts';
import type { Gateway, KnownChannel, Received } from './gateway.ts';
import { closeRemedy, loginProblem } from './login-problem.ts';
import { workspaceKey } from './platform-id.ts';
import type { DiscordParts, DiscordSettings } from './parts.ts';

/** Nobody waits longer for a gateway that takes the connection and says nothing. */
const LOGIN_TIMEOUT_MS = 30_000;
/** A guild that is down must not hold up the others. */
const GUILDS_TIMEOUT_MS = 2_000;

const CONNECTED = [Status.Ready, Status.WaitingForGuilds, Status.Nearly];

/** Guilds and channels are looked up, people never: whoever asked comes with what they did. */
const KEPT = {
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  VoiceStateManager: 0,
  ThreadMemberManager: 0,
  GuildEmojiManager: 0,
  GuildStickerManager: 0,
  UserManager: { maxSize: 0, keepOverLimit: ({ id, client }: User) => id === client.user.id },
  GuildMemberManager: { maxSize: 0, keepOverLimit: ({ id, client }: GuildMember) => id === client.user.id },
};

type ConnectionParts = Pick<DiscordParts, 'translator' | 'clock' | 'log'>;

/** The connection to Discord's gateway: what happens comes in here, as Discord words it. */
export class Connection implements Gateway {
  readonly #settings: DiscordSettings;
  readonly #parts: ConnectionParts;
  readonly #received: Received;
  #client: Client | null = null;
  #state: AdapterHealth['state'] = 'connecting';
  #problem: string | null = null;
  #lastHeard: number | null = null;
  #closeCode: number | null = null;

  constructor(settings: DiscordSettings, parts: ConnectionParts, received: Received) {
    this.#settings = settings;
    this.#parts = parts;
    this.#received = received;
  }

  /** Resolves when all shards are connected; rejects with AdapterError. */
  async open(): Promise<void> {
    await this.close();
    this.#state = 'connecting';
    this.#closeCode = null;
    const client = this.#newClient();
    this.#client = client;
    try {
      await within(client.login(this.#settings.token), LOGIN_TIMEOUT_MS);
    } catch (error) {
      await this.close();
      this.#state = 'failed';
      const problem = loginProblem(error, this.#closeCode, this.#parts.translator);
      this.#problem = problem.message;
      throw problem;
    }
    this.#state = 'connected';
    this.#problem = null;
    this.#lastHeard = this.#parts.clock();
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.destroy();
  }

  #newClient(): Client {
    const { apiUrl, shards, shardCount } = this.#settings;
    const client = new Client({
      // None of them is privileged: content comes with mentions, direct messages and commands alone.
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
      allowedMentions: { parse: [], repliedUser: false },
      enforceNonce: true,
      rest: restOptions(apiUrl),
      waitGuildTimeout: GUILDS_TIMEOUT_MS,
      makeCache: Options.cacheWithLimits(KEPT),
      shards,
      ...(shards !== 'auto' && shardCount !== null && { shardCount }),
    });
    this.#watch(client);
    client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => {
      this.#received.interaction(interaction, null);
    });
    client.ws.on(GatewayDispatchEvents.MessageCreate, (message: GatewayMessageCreateDispatchData) => {
      this.#received.message(message, {
        bot: client.user?.id ?? null,
        guildLocale: message.guild_id ? (client.guilds.cache.get(message.guild_id)?.preferredLocale ?? null) : null,
        channel: channelIn(client, message.channel_id),
      });
    });
    return client;
  }

  #watch(client: Client): void {
    const { log, translator, clock } = this.#parts;
    const current = () => this.#client === client;
    client.on(Events.Raw, () => {
      this.#lastHeard = clock();
    });
    client.on(Events.ShardReconnecting, (shard) => {
      if (current()) log.info({ shard }, 'shard-reconnecting');
    });
    client.on(Events.ShardDisconnect, ({ code }, shard) => {
      if (!current()) return;
      this.#closeCode = code;
      this.#state = 'failed';
      this.#problem = closeRemedy(code, translator) ?? `Discord closed the connection (${code})`;
      log.error({ shard, code }, 'shard-closed-for-good');
    });
    client.on(Events.ShardError, (error, shard) => log.warn({ shard, error }, 'shard-failed'));
    client.on(Events.GuildCreate, ({ id }) => {
      audit(log, { act: 'install', result: 'done', workspace: workspaceKey(id, ''), from: 'none', to: 'installed' });
    });
    client.on(Events.GuildDelete, ({ id }) => {
      audit(log, {
        act: 'uninstall',
        result: 'done',
        workspace: workspaceKey(id, ''),
        from: 'installed',
        to: 'removed',
      });
    });
    client.on(Events.Error, (error) => log.error({ error }, 'client-failed'));
  }

  /** Whoever gets what comes in here answers it. */
  pause(): void {}

  health(): AdapterHealth {
    const beats = this.#client?.ws.shards.map((shard) => shard.lastPingTimestamp) ?? [];
    const lastHeard = Math.max(this.#lastHeard ?? 0, ...beats);
    const broken = this.#client?.ws.shards.some(({ status }) => !CONNECTED.includes(status)) ?? true;
    const state = this.#state === 'connected' && broken ? 'connecting' : this.#state;
    return { state, lastHeard: lastHeard > 0 ? lastHeard : null, problem: this.#problem };
  }
}

function channelIn(client: Client, id: string): KnownChannel | null {
  const channel = client.channels.cache.get(id);
  if (!channel) return null;
  if (!channel.isThread()) return { isThread: false, parent: null, owner: null };
  return { isThread: true, parent: channel.parentId, owner: channel.ownerId };
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new AdapterError(`no answer within ${ms} ms`, { permanent: false })), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
