import { createServer } from 'node:net';
import { once } from 'node:events';
import type { Delivered, Delivery, Happening } from '../../../src/adapters/adapter.ts';
import type { DeskRights } from '../../../src/adapters/desk-rights.ts';
import type { SlackParts, SlackSettings } from '../../../src/adapters/slack/parts.ts';
import { createSlackAdapter, type SlackAdapter } from '../../../src/adapters/slack/slack-adapter.ts';
import type { Document, Span } from '../../../src/message/document.ts';
import { RESOURCES } from '../../../src/message/resources.ts';
import { createTranslator } from '../../../src/message/translator.ts';
import { FakePeople } from '../../fakes/slack/fake-people.ts';
import { FakeSlack, type FakeSlackOptions } from '../../fakes/slack/fake-slack.ts';
import { MemoryInbox } from '../memory-inbox.ts';

export const translator = createTranslator(RESOURCES);

export type Mode = 'socket' | 'http';
export type DeskOptions = {
  settings?: Partial<SlackSettings>;
  fake?: FakeSlackOptions;
  secrets?: Map<string, string>;
  /** Instead of the ones of this file. */
  parts?: Partial<SlackParts>;
};

/** The adapter on the real SDK, connected to the fake. */
export class Desk {
  readonly slack: FakeSlack;
  readonly people: FakePeople;
  readonly adapter: SlackAdapter;
  readonly inbox = new MemoryInbox('slack');
  readonly secrets: Map<string, string>;
  readonly http: { host: string; port: number };
  readonly settings: SlackSettings;
  readonly parts: SlackParts;
  readonly logged: string[] = [];
  readonly used = new Set<string>();
  deskRights: DeskRights = () => null;
  /** Added to the clock. */
  later = 0;
  #messages = 0;

  private constructor(
    slack: FakeSlack,
    settings: SlackSettings,
    secrets: Map<string, string>,
    http: { host: string; port: number },
    parts: Partial<SlackParts>,
  ) {
    this.http = http;
    this.slack = slack;
    this.people = new FakePeople(slack);
    this.secrets = secrets;
    const note = (fields: Record<string, unknown>, message: string) =>
      void this.logged.push(`${message} ${JSON.stringify(fields)}`);
    this.settings = settings;
    this.parts = {
      translator,
      installations: {
        save: async (key, json) => void secrets.set(key, json),
        load: async (key) => secrets.get(key) ?? null,
        delete: async (key) => void secrets.delete(key),
      },
      once: async (key) => !this.used.has(key) && Boolean(this.used.add(key)),
      deskRights: (ids, right) => this.deskRights(ids, right),
      clock: () => Date.now() + this.later,
      log: { info: note, warn: note, error: note },
      ...parts,
    };
    this.adapter = createSlackAdapter(settings, this.parts);
  }

  static async open(mode: Mode, options: DeskOptions = {}): Promise<Desk> {
    const desk = await Desk.prepare(mode, options);
    await desk.adapter.start(desk.inbox);
    return desk;
  }

  /** Not started yet. */
  static async prepare(mode: Mode, options: DeskOptions = {}): Promise<Desk> {
    const slack = await FakeSlack.start(options.fake);
    const http = { host: '127.0.0.1', port: await freePort() };
    if (mode === 'http') {
      slack.eventsUrl = { url: `http://127.0.0.1:${http.port}/slack/events`, signingSecret: 'signing-secret' };
    }
    return new Desk(
      slack,
      {
        botToken: slack.team().botToken,
        appToken: mode === 'socket' ? slack.appToken : null,
        signingSecret: mode === 'http' ? 'signing-secret' : null,
        clientId: null,
        clientSecret: null,
        stateSecret: null,
        apiUrl: slack.apiUrl,
        http,
        deskChannel: 'CDESK',
        ...options.settings,
      },
      options.secrets ?? new Map(),
      http,
      options.parts ?? {},
    );
  }

  async close(): Promise<void> {
    await this.adapter.stop();
    await this.adapter.close();
    await this.slack.close();
  }

  /** Somebody of the workspace opens the page for it, allows the app, and comes back. */
  async install(team: string): Promise<Response> {
    this.slack.oauth.nextTeam = team;
    const begun = await fetch(`http://127.0.0.1:${this.http.port}/slack/install`, { redirect: 'manual' });
    const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
    const allowed = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' });
    return fetch(allowed.headers.get('location') ?? '', { headers: { cookie } });
  }

  /** The next happening that fits, once it is taken. */
  happening(fits: (happening: Happening) => boolean = () => true): Promise<Happening> {
    return this.slack.until(() => this.inbox.taken.find(fits));
  }

  /** What the bot posted that everybody in the channel sees. */
  posts(channel: string, team = 'T1') {
    return this.slack
      .team(team)
      .messages.filter(
        (message) => message.channel === channel && message.bot !== null && message.ephemeralTo === null,
      );
  }

  /** What only this person sees. */
  whispers(user: string, team = 'T1') {
    return this.slack.team(team).messages.filter((message) => message.ephemeralTo === user);
  }

  /** Says something in the conversation of a happening, as the host would. */
  async say(
    happening: Pick<Happening, 'conversation'>,
    document: Document,
    more: Partial<Delivery> = {},
  ): Promise<Delivered> {
    const { conversation } = happening;
    const id = `m${(this.#messages += 1)}`;
    const where = await this.inbox.whereabouts(conversation);
    const root = [...this.inbox.sent].find(([, held]) => held === conversation)?.[0] ?? null;
    const delivered = await this.adapter.deliver({
      conversation,
      to: 'person',
      address: where?.address ?? null,
      language: 'ja',
      root,
      key: `${conversation}:${id}`,
      repeat: false,
      showing: { type: 'say', message: id, document },
      ...more,
    });
    if (delivered.type === 'done' && delivered.platformId !== undefined) {
      this.inbox.sent.set(delivered.platformId, conversation);
    }
    return delivered;
  }
}

export const plain = (value: string): Span => ({ kind: 'plain', value });
export const paragraph = (...spans: (string | Span)[]): Document['blocks'][number] => ({
  kind: 'paragraph',
  spans: spans.map((span) => (typeof span === 'string' ? plain(span) : span)),
});

/** A question as the engine puts it. */
export const portQuestion: Document = {
  blocks: [paragraph('ポート番号は？')],
  question: {
    id: 'port',
    freeText: true,
    choices: [
      { id: '25', label: '25' },
      { id: '587', label: '587' },
      { id: 'unknown', label: 'わからない' },
    ],
  },
};

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
