import { randomBytes } from 'node:crypto';
import { checkMessage, checkModal, COMPONENTS_V2, EPHEMERAL } from './check-body.ts';
import { count, record, words, type Json } from './json.ts';
import { Refusal, unknownMessage } from './refusal.ts';
import type { Channel, Message, User, World } from './world.ts';

/** https://docs.discord.com/developers/interactions/receiving-and-responding: 3 seconds to answer, 15 minutes to go on. */
const ANSWER_WITHIN_MS = 3_000;
const TOKEN_LIVES_MS = 15 * 60_000;
/** Follow-ups of an app that is not in the guild, an interaction. */
const MOST_USER_INSTALL_FOLLOW_UPS = 5;

export type Interaction = {
  id: string;
  token: string;
  type: 2 | 3 | 5;
  at: number;
  channel: Channel;
  user: User;
  /** The app is installed for the user only. */
  userInstall: boolean;
  /** The message whose component was used. */
  source: Message | null;
  /** The callback type that answered it; null: not yet. */
  answered: number | null;
  ephemeral: boolean;
  /** The answer's message. */
  answer: Message | null;
  followUps: Message[];
  modal: Json | null;
};

/** The interactions that were sent, and what their tokens still allow. */
export class Interactions {
  readonly all = new Map<string, Interaction>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  open(given: Pick<Interaction, 'type' | 'channel' | 'user' | 'userInstall' | 'source'>): Interaction {
    const interaction: Interaction = {
      id: this.#world.id(),
      token: randomBytes(24).toString('base64url'),
      at: this.#world.now(),
      answered: null,
      ephemeral: false,
      answer: null,
      followUps: [],
      modal: null,
      ...given,
    };
    this.all.set(interaction.token, interaction);
    return interaction;
  }

  /** `POST /interactions/{id}/{token}/callback`: the message that it made, if any. */
  answer(id: string, token: string, body: Json): Message | null {
    const interaction = this.all.get(token);
    if (!interaction || interaction.id !== id) throw new Refusal(404, 10062, 'Unknown interaction');
    if (interaction.answered !== null) {
      throw new Refusal(400, 40060, 'Interaction has already been acknowledged.');
    }
    if (this.#world.now() - interaction.at > ANSWER_WITHIN_MS) throw new Refusal(404, 10062, 'Unknown interaction');
    const type = count(body.type);
    const data = record(body.data);
    this.#check(interaction, type, data);
    interaction.answered = type;
    if (type === 9) interaction.modal = data;
    if (type === 7 && interaction.source) apply(interaction.source, data, this.#world);
    if (type === 6 || type === 7) interaction.answer = interaction.source;
    if (type !== 4 && type !== 5) return interaction.answer;
    interaction.ephemeral = (count(data.flags) & EPHEMERAL) !== 0;
    interaction.answer = this.#post(interaction, data, interaction.ephemeral);
    return interaction.answer;
  }

  #check(interaction: Interaction, type: number, data: Json): void {
    const allowed = { 2: [4, 5, 9], 3: [4, 5, 6, 7, 9], 5: interaction.source ? [4, 5, 6, 7] : [4, 5] };
    if (!allowed[interaction.type].includes(type))
      throw new Refusal(400, 50035, 'Invalid Form Body', [`type: ${type}`]);
    if (type === 9) checkModal(data);
    if (type === 4) checkMessage(data);
    if (type === 7) checkMessage(data, interaction.source?.flags ?? 0);
    if (type === 5 && (count(data.flags) & ~EPHEMERAL) !== 0) {
      throw new Refusal(400, 50035, 'Invalid Form Body', ['data.flags: only EPHEMERAL while deferring']);
    }
  }

  /** The interaction of a token that may still be used. */
  live(token: string): Interaction {
    const interaction = this.all.get(token);
    if (!interaction) throw new Refusal(404, 10015, 'Unknown Webhook');
    if (this.#world.now() - interaction.at > TOKEN_LIVES_MS) throw new Refusal(401, 50027, 'Invalid Webhook Token');
    if (interaction.answered === null) throw new Refusal(404, 10015, 'Unknown Webhook');
    return interaction;
  }

  /** The message that `@original` or an id names. */
  messageOf(interaction: Interaction, name: string): Message {
    const known = name === '@original' ? interaction.answer : interaction.followUps.find(({ id }) => id === name);
    const found = known ?? (interaction.answer?.id === name ? interaction.answer : null);
    if (!found || !interaction.channel.messages.has(found.id)) throw unknownMessage();
    return found;
  }

  edit(token: string, name: string, body: Json): Message {
    const interaction = this.live(token);
    const message = this.messageOf(interaction, name);
    checkMessage(body, message.flags);
    apply(message, body, this.#world);
    return message;
  }

  remove(token: string, name: string): void {
    const interaction = this.live(token);
    interaction.channel.messages.delete(this.messageOf(interaction, name).id);
  }

  followUp(token: string, body: Json): Message {
    const interaction = this.live(token);
    checkMessage(body);
    if (interaction.userInstall && interaction.followUps.length >= MOST_USER_INSTALL_FOLLOW_UPS) {
      throw new Refusal(400, 40094, 'This interaction has reached its maximum number of follow-up messages');
    }
    const message = this.#post(interaction, body, (count(body.flags) & EPHEMERAL) !== 0);
    interaction.followUps.push(message);
    return message;
  }

  #post(interaction: Interaction, body: Json, ephemeral: boolean): Message {
    const message = this.#world.addMessage(interaction.channel, this.#world.bot, { token: interaction.token });
    apply(message, body, this.#world);
    if (ephemeral) message.flags |= EPHEMERAL;
    message.edited = 0;
    return message;
  }
}

/** Writes what a body changes into a message. */
export function apply(message: Message, body: Json, world: World): void {
  if (body.content !== undefined) message.content = words(body.content);
  if (Array.isArray(body.components)) message.components = body.components;
  message.flags |= count(body.flags) & (COMPONENTS_V2 | EPHEMERAL);
  message.edited = world.now();
}
