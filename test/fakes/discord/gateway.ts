import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { count, list, record, words, type Json } from './json.ts';
import { channelJson, userJson, type Guild, type World } from './world.ts';

/** Intents that have to be granted: members, presences, message content. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);
const GUILD_MESSAGES = 1 << 9;
const DIRECT_MESSAGES = 1 << 12;

type Session = {
  id: string;
  shard: [number, number];
  intents: number;
  sequence: number;
  sent: Json[];
  socket: WebSocket | null;
};

/** https://docs.discord.com/developers/events/gateway, as far as a bot without privileged intents meets it. */
export class Gateway {
  readonly sessions: Session[] = [];
  /** Each IDENTIFY and RESUME, as it came. */
  readonly identified: Json[] = [];
  readonly resumed: Json[] = [];
  heartbeats = 0;
  /** Heartbeats are not answered: connected, but deaf. */
  deaf = false;
  readonly #sockets: WebSocketServer;
  readonly #world: World;
  readonly #token: string;
  readonly #heartbeatMs: number;
  readonly #url: () => string;

  constructor(server: Server, options: { world: World; token: string; heartbeatMs: number; url: () => string }) {
    this.#world = options.world;
    this.#token = options.token;
    this.#heartbeatMs = options.heartbeatMs;
    this.#url = options.url;
    this.#sockets = new WebSocketServer({ server, path: '/gw' });
    this.#sockets.on('connection', (socket) => this.#greet(socket));
  }

  #greet(socket: WebSocket): void {
    let session: Session | null = null;
    socket.on('message', (frame) => {
      const message = record(JSON.parse(String(frame)));
      if (message.op === 1) {
        this.heartbeats += 1;
        if (!this.deaf) socket.send(JSON.stringify({ op: 11 }));
      }
      if (message.op === 2) session = this.#identify(socket, record(message.d));
      if (message.op === 6) session = this.#resume(socket, record(message.d));
    });
    socket.on('close', (code) => {
      if (session === null) return;
      session.socket = null;
      // Closed on purpose, the session is over; otherwise it can be taken up again.
      if (code === 1000 || code === 1001) this.sessions.splice(this.sessions.indexOf(session), 1);
    });
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: this.#heartbeatMs } }));
  }

  #identify(socket: WebSocket, data: Json): Session | null {
    this.identified.push(data);
    if (data.token !== this.#token) return refuse(socket, 4004, 'Authentication failed.');
    const [shard = 0, shards = 1] = list(data.shard).map(count);
    if (shard >= shards) return refuse(socket, 4010, 'Invalid shard.');
    const intents = count(data.intents);
    if ((intents & PRIVILEGED) !== 0) return refuse(socket, 4014, 'Disallowed intent(s).');
    const session: Session = { id: randomUUID(), shard: [shard, shards], intents, sequence: 0, sent: [], socket };
    this.sessions.push(session);
    const guilds = [...this.#world.guilds.values()].filter((guild) => mine(session, guild.id));
    this.#send(session, 'READY', {
      v: 10,
      user: userJson(this.#world.bot),
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.#url(),
      session_type: 'normal',
      application: { id: this.#world.application, flags: 0 },
      shard: [shard, shards],
    });
    for (const guild of guilds) this.#send(session, 'GUILD_CREATE', guildJson(guild, this.#world));
    return session;
  }

  #resume(socket: WebSocket, data: Json): Session | null {
    this.resumed.push(data);
    if (data.token !== this.#token) return refuse(socket, 4004, 'Authentication failed.');
    const session = this.sessions.find(({ id }) => id === words(data.session_id));
    if (!session) {
      socket.send(JSON.stringify({ op: 9, d: false }));
      return null;
    }
    session.socket = socket;
    for (const frame of session.sent) if (count(frame.s) > count(data.seq)) socket.send(JSON.stringify(frame));
    this.#send(session, 'RESUMED', {});
    return session;
  }

  /** Sends an event to the sessions of the guild's shard (direct messages: shard 0) that asked for it. */
  dispatch(event: string, data: Json, guild: string | null): void {
    for (const session of this.sessions) {
      if (event === 'MESSAGE_CREATE' && (session.intents & (guild === null ? DIRECT_MESSAGES : GUILD_MESSAGES)) === 0) {
        continue;
      }
      if (guild === null ? session.shard[0] === 0 : mine(session, guild)) this.#send(session, event, data);
    }
  }

  #send(session: Session, event: string, data: Json): void {
    session.sequence += 1;
    const frame = { op: 0, t: event, s: session.sequence, d: structuredClone(data) };
    session.sent.push(frame);
    session.socket?.send(JSON.stringify(frame));
  }

  /** Op 7: the client is to reconnect and take the session up again. */
  askToReconnect(): void {
    for (const { socket } of this.sessions) socket?.send(JSON.stringify({ op: 7, d: null }));
  }

  /** Cuts the connections, without a word or with a close code. */
  drop(code?: number): void {
    for (const { socket } of this.sessions) {
      if (code === undefined) socket?.terminate();
      else socket?.close(code);
    }
  }

  close(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
  }
}

function refuse(socket: WebSocket, code: number, reason: string): null {
  socket.close(code, reason);
  return null;
}

/** https://docs.discord.com/developers/events/gateway#sharding */
function mine(session: Session, guild: string): boolean {
  return (BigInt(guild) >> 22n) % BigInt(session.shard[1]) === BigInt(session.shard[0]);
}

function guildJson(guild: Guild, world: World): Json {
  const channels = [...guild.channels].map((id) => world.channel(id));
  const everyone = { id: guild.id, name: '@everyone', permissions: '0', position: 0, color: 0, hoist: false };
  return {
    id: guild.id,
    name: guild.name,
    preferred_locale: guild.locale,
    owner_id: '1',
    roles: [{ ...everyone, managed: false, mentionable: false, flags: 0 }],
    channels: channels.filter(({ type }) => type === 0).map((channel) => channelJson(channel, world)),
    threads: channels.filter(({ type, archived }) => type === 11 && !archived).map((one) => channelJson(one, world)),
    members: [{ user: userJson(world.bot), roles: [], joined_at: new Date(world.now()).toISOString(), flags: 0 }],
    member_count: 2,
    presences: [],
    voice_states: [],
    emojis: [],
    stickers: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    features: [],
  };
}
