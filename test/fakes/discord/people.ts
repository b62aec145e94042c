import type { Interaction, Interactions } from './interactions.ts';
import { list, record, words, type Json } from './json.ts';
import type { Emit } from './routes.ts';
import { componentsOf } from './seen.ts';
import { channelJson, messageJson, userJson, type Channel, type Message, type User, type World } from './world.ts';

export type Setting = {
  /** The person's language in Discord. */
  locale?: string;
  /** The app is installed for the user only, not in the guild. */
  userInstall?: boolean;
  /** Ids of the person's roles in the guild. */
  roles?: string[];
};

/** What people do on the platform: each method sends the event that Discord would send. */
export class People {
  readonly #world: World;
  readonly #interactions: Interactions;
  readonly #emit: Emit;
  #last: Parameters<Emit> | null = null;

  constructor(world: World, interactions: Interactions, emit: Emit) {
    this.#world = world;
    this.#interactions = interactions;
    this.#emit = (...event) => {
      this.#last = event;
      emit(...event);
    };
  }

  /** Sends the last event once more, as after a resumed connection. */
  repeat(): void {
    if (this.#last) this.#emit(...this.#last);
  }

  say(channel: Channel, user: User, content: string, replyTo: Message | null = null): Message {
    const reply = replyTo === null ? {} : { reference: replyTo.id, type: 19 };
    const message = this.#world.addMessage(channel, user, { content, ...reply });
    channel.archived = false;
    const json = messageJson(message, this.#world);
    const mentioned = list(json.mentions).some((one) => record(one).id === this.#world.bot.id);
    const event = messageJson(message, this.#world, mentioned || channel.type === 1);
    const author = channel.guild === null ? {} : { guild_id: channel.guild, member: memberJson() };
    this.#emit('MESSAGE_CREATE', { ...event, ...author }, channel.guild);
    return message;
  }

  /** Writes a message that mentions the bot. */
  mention(channel: Channel, user: User, content: string, replyTo: Message | null = null): Message {
    return this.say(channel, user, `<@${this.#world.bot.id}> ${content}`, replyTo);
  }

  slash(
    channel: Channel,
    user: User,
    options: Record<string, string | boolean> = {},
    setting: Setting = {},
  ): Interaction {
    const given = Object.entries(options).map(([name, value]) => {
      return { name, type: typeof value === 'boolean' ? 5 : 3, value };
    });
    const data = { id: '1', name: 'op25b', type: 1, ...(given.length > 0 && { options: given }) };
    return this.#interact(2, channel, user, data, null, setting);
  }

  messageCommand(target: Message, user: User, setting: Setting = {}): Interaction {
    const resolved = { messages: { [target.id]: messageJson(target, this.#world) } };
    const data = { id: '2', name: 'Diagnose this', type: 3, target_id: target.id, resolved };
    return this.#interact(2, this.#world.channel(target.channel), user, data, null, setting);
  }

  /** Presses the button with this label. */
  press(message: Message, user: User, label: string, setting: Setting = {}): Interaction {
    const button = componentsOf(message).find((one) => one.type === 2 && one.label === label);
    if (!button) throw new Error(`There is no button "${label}": ${JSON.stringify(message.components)}`);
    const data = { custom_id: button.custom_id, component_type: 2 };
    return this.#interact(3, this.#world.channel(message.channel), user, data, message, setting);
  }

  /** Chooses the option with this label in the menu that has it. */
  choose(message: Message, user: User, label: string, setting: Setting = {}): Interaction {
    for (const menu of componentsOf(message).filter(({ type }) => type === 3)) {
      const option = list(menu.options)
        .map(record)
        .find((one) => one.label === label);
      const data = { custom_id: menu.custom_id, component_type: 3, values: [option?.value] };
      if (option) return this.#interact(3, this.#world.channel(message.channel), user, data, message, setting);
    }
    throw new Error(`There is no option "${label}": ${JSON.stringify(message.components)}`);
  }

  /** Fills in the form that answered `opened`: the same text in each field. */
  submit(opened: Interaction, text: string, setting: Setting = {}): Interaction {
    if (!opened.modal) throw new Error('No form was opened');
    const components = list(opened.modal.components).map((one, index) => {
      const { component, type } = record(one);
      const { custom_id, max_length } = record(component);
      if (type !== 18) return { type, id: index };
      if (text.length > Number(max_length ?? 4000)) throw new Error('The text is longer than the field takes');
      return { type, id: index, component: { type: 4, id: index + 100, custom_id, value: text } };
    });
    const data = { custom_id: words(opened.modal.custom_id), components };
    return this.#interact(5, opened.channel, opened.user, data, opened.source, setting);
  }

  #interact(
    type: 2 | 3 | 5,
    channel: Channel,
    user: User,
    data: Json,
    source: Message | null,
    setting: Setting,
  ): Interaction {
    const world = this.#world;
    const userInstall = setting.userInstall ?? false;
    const interaction = this.#interactions.open({ type, channel, user, userInstall, source });
    const guild = channel.guild === null ? null : world.guilds.get(channel.guild);
    const person = guild
      ? { member: { ...memberJson(), roles: setting.roles ?? [], user: userJson(user) } }
      : { user: userJson(user) };
    const event = {
      id: interaction.id,
      application_id: world.application,
      type,
      token: interaction.token,
      version: 1,
      data,
      ...person,
      ...(guild && {
        guild_id: guild.id,
        guild_locale: guild.locale,
        guild: { id: guild.id, locale: guild.locale, features: [] },
      }),
      channel_id: channel.id,
      channel: channelJson(channel, world),
      ...(source && { message: messageJson(source, world) }),
      locale: setting.locale ?? 'en-US',
      app_permissions: String(channel.permissions),
      entitlements: [],
      authorizing_integration_owners: userInstall ? { 1: user.id } : { 0: guild?.id ?? '0' },
      context: guild ? 0 : channel.type === 1 ? 1 : 2,
      attachment_size_limit: 10_485_760,
    };
    // An app that is not in the guild gets the events of its interactions on the shard of the guild all the same.
    this.#emit('INTERACTION_CREATE', event, channel.guild);
    return interaction;
  }
}

function memberJson(): Json {
  return { roles: [], permissions: '0', joined_at: '2025-01-01T00:00:00.000Z', deaf: false, mute: false, flags: 0 };
}
