import { readComponentId } from '../../src/adapters/discord/component-id.ts';
import type { Language } from '../../src/message/message.ts';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import type { Interaction } from '../fakes/discord/interactions.ts';
import { list, record, words as wordsOf } from '../fakes/discord/json.ts';
import type { Setting } from '../fakes/discord/people.ts';
import { buttonsOf, componentsOf, textOf } from '../fakes/discord/seen.ts';
import type { Channel, Message, User } from '../fakes/discord/world.ts';
import { ANSWER_WITHIN_MS, type Asked, type DeskRoom, type Room, type WayIn } from './room.ts';

type Place = { fake: FakeDiscord; user: User; channel: Channel; setting: Setting };
type Ask = (place: Place, words: string) => Promise<unknown> | unknown;

/** Somebody with a channel of their own. */
class DiscordRoom implements Room {
  readonly #place: Place;
  readonly #ask: Ask;

  constructor(place: Place, ask: Ask) {
    this.#place = place;
    this.#ask = ask;
  }

  async begin(words: string): Promise<void> {
    await this.#ask(this.#place, words);
  }

  said(): string[] {
    return this.#messages().map(read);
  }

  asked(): Asked | null {
    const message = this.#messages().findLast((one) => answersIn(one).length > 0);
    const [first] = message ? answersIn(message) : [];
    return message && first ? { message: message.id, question: first.id.question } : null;
  }

  async answer({ message: id }: Asked, value: string): Promise<void> {
    const { fake, user, setting } = this.#place;
    const message = this.#messages().find((one) => one.id === id);
    if (!message) throw new Error(`no message ${id}`);
    for (const { id: component, label, options } of answersIn(message)) {
      if (component.kind === 'choice' && component.choice === value)
        return this.#answered(fake.people.press(message, user, label, setting));
      const option = options.find((one) => one.value === value);
      if (option) return this.#answered(fake.people.choose(message, user, option.label, setting));
    }
    const write = answersIn(message).find(({ id: component }) => component.kind === 'write');
    if (!write) throw new Error(`no way to answer ${value}`);
    const opened = fake.people.press(message, user, write.label, setting);
    await this.until(() => opened.modal !== null);
    return this.#answered(fake.people.submit(opened, value, setting));
  }

  async say(words: string): Promise<void> {
    const { fake, user } = this.#place;
    fake.people.mention(this.#where(), user, words);
  }

  async callDesk(): Promise<void> {
    const { fake, user, setting } = this.#place;
    await this.#answered(fake.people.slash(this.#where(), user, { action: 'hand-off' }, setting));
  }

  #where(): Channel {
    const last = this.#messages().at(-1);
    if (!last) throw new Error('there is no conversation yet');
    return this.#place.fake.world.channel(last.channel);
  }

  until<T>(look: () => T | undefined | null | false): Promise<T> {
    return this.#place.fake.waitFor(look, 'what the bot should say', ANSWER_WITHIN_MS);
  }

  async #answered(interaction: Interaction): Promise<void> {
    await this.until(() => interaction.answered !== null);
  }

  #messages(): Message[] {
    const { fake, user, channel } = this.#place;
    const { world } = fake;
    return [...world.channels.values()]
      .filter(
        (one) => one === channel || one.parent === channel.id || (one.type === 1 && one.recipients.includes(user)),
      )
      .flatMap(({ messages }) => [...messages.values()])
      .filter(({ author }) => author === world.bot)
      .toSorted((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
  }
}

/** As a person reads it. */
function read(message: Message): string {
  return textOf(message).replaceAll(/\\(.)/gu, '$1').replaceAll('\u{200B}', '');
}

type Answerable = {
  id: Extract<NonNullable<ReturnType<typeof readComponentId>>, { kind: 'choice' | 'menu' | 'write' }>;
  label: string;
  options: { label: string; value: string }[];
};

function answersIn(message: Message): Answerable[] {
  return componentsOf(message).flatMap((component): Answerable[] => {
    const id = readComponentId(wordsOf(component.custom_id));
    if (id?.kind !== 'choice' && id?.kind !== 'menu' && id?.kind !== 'write') return [];
    const options = list(component.options)
      .map(record)
      .map(({ label, value }) => ({ label: wordsOf(label), value: wordsOf(value) }));
    return [{ id, label: wordsOf(component.label), options }];
  });
}

const slash = (more: Record<string, boolean> = {}): Ask => {
  return ({ fake, user, channel, setting }, words) =>
    fake.people.slash(channel, user, { question: words, ...more }, setting);
};

const WAYS: Record<string, { ask: Ask; userInstall?: true }> = {
  '/op25b': { ask: slash() },
  '/op25b private': { ask: slash({ private: true }) },
  'a mention': { ask: ({ fake, user, channel }, words) => fake.people.mention(channel, user, words) },
  'a direct message': { ask: ({ fake, user }, words) => fake.people.say(fake.world.direct(user), user, words) },
  'the command of a message': {
    ask({ fake, user, channel, setting }, words) {
      const message = fake.world.addMessage(channel, fake.world.addUser('somebody'), { content: words });
      fake.people.messageCommand(message, user, setting);
    },
  },
  'an app installed for the user alone': { ask: slash(), userInstall: true },
};

/** Every way in, each time by somebody new in a channel of their own. */
export function discordWaysIn(fake: FakeDiscord): WayIn[] {
  let count = 0;
  const guild = fake.world.addGuild('Mail users', 'ja');
  return Object.entries(WAYS).map(([name, { ask, userInstall = false }]) => ({
    name,
    open(language: Language) {
      count += 1;
      const user = fake.world.addUser(`room-${count}`);
      const channel = fake.world.addChannel(`room-${count}`, { guild: guild.id });
      const setting = { locale: language === 'ja' ? 'ja' : 'en-US', userInstall };
      return new DiscordRoom({ fake, user, channel, setting }, ask);
    },
  }));
}

/** Somebody in the desk's channel. */
export function discordDesk(fake: FakeDiscord, channel: Channel): DeskRoom {
  const taro = fake.world.addUser('taro');
  const posts = () => [...channel.messages.values()].filter(({ author }) => author === fake.world.bot);
  return {
    seen: () => posts().map((message) => ({ words: read(message), buttons: buttonsOf(message) })),
    async press(label) {
      const message = posts().findLast((one) => buttonsOf(one).includes(label));
      if (!message) throw new Error(`no button ${label}`);
      const pressed = fake.people.press(message, taro, label);
      await fake.waitFor(() => pressed.answered !== null);
    },
    name: `<@${taro.id}>`,
  };
}
