/** What the fake workspace knows: people, channels, messages, views. */

export type FakeChannel = { id: string; private: boolean; archived: boolean; botIn: boolean; members: Set<string> };

export type FakeMessage = {
  team: string;
  channel: string;
  ts: string;
  /** Null: a person's. */
  bot: string | null;
  user: string;
  text: string;
  blocks: unknown[];
  thread: string | null;
  /** Shown to this person only, and gone with a reload. */
  ephemeralTo: string | null;
  edits: number;
};

export type FakeView = {
  id: string;
  team: string;
  user: string;
  type: 'modal' | 'home';
  view: Record<string, unknown>;
  hash: string;
};

export class FakeTeam {
  readonly id: string;
  /** Another one after each renewal; the same in all workspaces of an organisation that installed the app. */
  botToken: string;
  /** The organisation that installed the app for all of its workspaces. */
  enterprise: string | null = null;
  readonly botUser: string;
  readonly botId: string;
  readonly channels = new Map<string, FakeChannel>();
  /** Locale by user. */
  readonly users = new Map<string, string>();
  readonly messages: FakeMessage[] = [];
  readonly views: FakeView[] = [];
  /** What the token gets instead of an answer. */
  tokenError: string | null = null;
  #ts: number;

  constructor(id: string, botToken: string) {
    this.id = id;
    this.botToken = botToken;
    this.botUser = `U${id}BOT`;
    this.botId = `B${id}BOT`;
    this.#ts = Math.floor(Date.now() / 1000);
    this.users.set('U1', 'ja-JP');
    this.users.set('U2', 'en-US');
    this.users.set('U3', 'ja-JP');
    this.addChannel('C1');
    this.addChannel('C2', { botIn: false });
    this.addChannel('G1', { private: true, botIn: false });
    this.addChannel('CDESK');
  }

  addChannel(id: string, given: { private?: boolean; archived?: boolean; botIn?: boolean } = {}): FakeChannel {
    const channel: FakeChannel = {
      id,
      private: given.private ?? false,
      archived: given.archived ?? false,
      botIn: given.botIn ?? true,
      members: new Set(this.users.keys()),
    };
    this.channels.set(id, channel);
    return channel;
  }

  /** The direct messages of the bot with a person. */
  direct(user: string): FakeChannel {
    const id = `D${user}`;
    const known = this.channels.get(id);
    if (known) return known;
    const channel = this.addChannel(id, { private: true });
    channel.members.clear();
    channel.members.add(user);
    return channel;
  }

  nextTs(): string {
    this.#ts += 1;
    return `${this.#ts}.000100`;
  }

  add(message: Omit<FakeMessage, 'team' | 'ts' | 'edits'> & { ts?: string }): FakeMessage {
    const added = { ...message, team: this.id, ts: message.ts ?? this.nextTs(), edits: 0 };
    this.messages.push(added);
    return added;
  }

  message(channel: string, ts: string): FakeMessage | undefined {
    return this.messages.find((candidate) => candidate.channel === channel && candidate.ts === ts);
  }
}
