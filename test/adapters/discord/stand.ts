import { onTestFinished } from 'vitest';
import type { Delivered, Delivery, Happening } from '../../../src/adapters/adapter.ts';
import type { DeskRights } from '../../../src/adapters/desk-rights.ts';
import { createDiscordAdapter } from '../../../src/adapters/discord/discord-adapter.ts';
import type { DiscordSettings } from '../../../src/adapters/discord/parts.ts';
import type { Document } from '../../../src/message/document.ts';
import { RESOURCES } from '../../../src/message/resources.ts';
import { createTranslator } from '../../../src/message/translator.ts';
import { FakeDiscord, type FakeOptions } from '../../fakes/discord/fake-discord.ts';
import type { Channel, Message } from '../../fakes/discord/world.ts';
import { RecordingInbox } from './recording-inbox.ts';

export const translator = createTranslator(RESOURCES);

/** A question as the engine asks it, in English. */
export const PORT_QUESTION: Document = {
  blocks: [{ kind: 'paragraph', spans: [{ kind: 'plain', value: 'Which port?' }] }],
  question: {
    id: 'port',
    choices: [
      { id: '25', label: '25' },
      { id: '587', label: '587' },
      { id: 'unknown', label: 'I don’t know' },
    ],
    freeText: true,
  },
};

export function paragraphs(...words: string[]): Document {
  return { blocks: words.map((value) => ({ kind: 'paragraph', spans: [{ kind: 'plain', value }] })) };
}

export type LogLine = { level: 'info' | 'warn' | 'error'; fields: object; message: string };

/** A fake Discord with a guild, a channel and a person, and the adapter connected to it. */
export async function stand(
  options: FakeOptions & { settings?: Partial<DiscordSettings>; connect?: boolean; deskRights?: DeskRights } = {},
) {
  const fake = await FakeDiscord.start(options);
  onTestFinished(() => fake.close());
  const guild = fake.world.addGuild('Mail users');
  const channel = fake.world.addChannel('help', { guild: guild.id });
  const desk = fake.world.addChannel('desk', { guild: guild.id });
  const hanako = fake.world.addUser('hanako');
  const inbox = new RecordingInbox();
  const lines: LogLine[] = [];
  const log = (level: LogLine['level']) => (fields: object, message: string) => lines.push({ level, fields, message });
  const settings: DiscordSettings = {
    token: fake.token,
    apiUrl: fake.url,
    shards: 'auto',
    shardCount: null,
    deskChannel: desk.id,
    ...options.settings,
  };
  const parts = {
    translator,
    deskRights: options.deskRights ?? (() => null),
    clock: () => fake.world.now(),
    log: { info: log('info'), warn: log('warn'), error: log('error') },
  };
  const newAdapter = () => createDiscordAdapter(settings, parts);
  const adapter = newAdapter();
  onTestFinished(() => adapter.close());
  if (options.connect ?? true) await adapter.start(inbox);

  let keys = 0;
  const roots = new Map<string, string>();
  /** Delivers as the journal would: the address of the case, and the first message as its root. */
  async function deliver(conversation: string, showing: Delivery['showing'], given: Partial<Delivery> = {}) {
    keys += 1;
    const held = inbox.cases.get(conversation);
    const delivered = await adapter.deliver({
      conversation,
      to: 'person',
      address: held?.address ?? null,
      language: 'en',
      root: roots.get(conversation) ?? null,
      key: `key-${keys}`,
      repeat: false,
      showing,
      ...given,
    });
    inbox.shown(conversation, delivered);
    if (
      delivered.type === 'done' &&
      delivered.platformId !== undefined &&
      given.to !== 'desk' &&
      !roots.has(conversation)
    ) {
      roots.set(conversation, delivered.platformId);
    }
    return delivered;
  }

  const say = (conversation: string, document: Document, given: Partial<Delivery> = {}) =>
    deliver(conversation, { type: 'say', message: `m${keys}`, document }, given);

  /** The event with this number, counted from 0, once it was taken. */
  const taken = (index: number): Promise<Happening> => fake.waitFor(() => inbox.taken[index], `event ${index}`);

  /** The message that a delivery made. */
  function messageOf(delivered: Delivered): Message {
    if (delivered.type !== 'done' || delivered.platformId === undefined) throw new Error(JSON.stringify(delivered));
    const [, ids = ''] = delivered.platformId.split(':');
    const [where = '', message = ''] = ids.split('/');
    return fake.world.message(fake.world.channel(where), message);
  }

  const whereIs = (delivered: Delivered): Channel => fake.world.channel(messageOf(delivered).channel);
  return {
    fake,
    guild,
    channel,
    desk,
    hanako,
    inbox,
    lines,
    settings,
    parts,
    adapter,
    newAdapter,
    deliver,
    say,
    taken,
    messageOf,
    whereIs,
  };
}
