import { InteractionResponseType, InteractionType, type APIInteraction } from 'discord.js';
import type { Adapter, AdapterHealth, Delivered, Delivery, Inbox } from '../adapter.ts';
import { text } from '../../message/text.ts';
import { createTurns } from '../turns.ts';
import { acknowledge, type Answered } from './acknowledge.ts';
import { CAPABILITIES } from '../capabilities.ts';
import { Connection } from './connection.ts';
import { deliver } from './deliver.ts';
import { createDiscordApi, type DiscordApi } from './discord-api.ts';
import { createGatewayThread } from './gateway-thread.ts';
import type { Gateway, Received } from './gateway.ts';
import { wordsFor } from './hand-over.ts';
import type { HandlerParts } from './handler-parts.ts';
import { InOrder } from './in-order.ts';
import { wordsBody } from './message-body.ts';
import { onClick } from './on-click.ts';
import { onCommand } from './on-command.ts';
import { onForm } from './on-form.ts';
import { onMessage } from './on-message.ts';
import { Pace } from './pace.ts';
import type { DiscordParts, DiscordSettings } from './parts.ts';
import { askedIn, type Asked } from './person-of.ts';
import { Rival } from './rival.ts';

/** Conversations on Discord: commands, mentions, direct messages, buttons, menus and forms. */
export function createDiscordAdapter(settings: DiscordSettings, parts: DiscordParts): Adapter {
  return new DiscordAdapter(settings, parts);
}

class DiscordAdapter implements Adapter {
  readonly name = 'discord';
  readonly capabilities = CAPABILITIES.discord;
  /** A connected platform never ends. */
  readonly ended = new Promise<void>(() => {});
  readonly #settings: DiscordSettings;
  readonly #parts: DiscordParts;
  readonly #api: DiscordApi;
  readonly #gateway: Gateway;
  readonly #rival: Rival;
  readonly #order = new InOrder();
  readonly #pace = new Pace();
  readonly #turn = createTurns();
  readonly #hinted = new Set<string>();
  readonly #running = new Set<Promise<void>>();
  #inbox: Inbox | null = null;
  #stopping = false;

  constructor(settings: DiscordSettings, parts: DiscordParts) {
    this.#settings = settings;
    this.#parts = parts;
    this.#api = createDiscordApi(settings);
    this.#rival = new Rival(parts.clock);
    const received: Received = {
      interaction: (interaction, answered) =>
        this.#take(interaction.id, answered, (handler) => this.#onInteraction(interaction, handler)),
      message: (message, known) => {
        if (!this.#stopping) this.#take(message.id, null, (handler) => onMessage(message, known, handler));
      },
    };
    const inThread = settings.ownThread === true;
    this.#gateway = inThread
      ? createGatewayThread(settings, parts, received)
      : new Connection(settings, parts, received);
  }

  async start(inbox: Inbox): Promise<void> {
    this.#inbox = inbox;
    this.#stopping = false;
    await this.#gateway.open();
  }

  async deliver(delivery: Delivery): Promise<Delivered> {
    const { translator, clock, log } = this.#parts;
    await this.#turn();
    return deliver(delivery, {
      api: this.#api,
      translator,
      deskChannel: this.#settings.deskChannel,
      now: clock,
      onTrouble: (name, error) => log.warn({ case: delivery.conversation, error }, name),
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#gateway.pause();
    await Promise.all(this.#running);
    await this.#order.idle();
  }

  close(): Promise<void> {
    return this.#gateway.close();
  }

  health(): AdapterHealth {
    const health = this.#gateway.health();
    if (health.problem !== null || !this.#rival.present) return health;
    return { ...health, problem: this.#parts.translator.plain('en', text('discord:remedy.rival')) };
  }

  /** Runs a handler for what this process meets for the first time; nothing that goes wrong in it ends the process. */
  #take(id: string, answered: Answered | null, handle: (parts: HandlerParts) => Promise<void>): void {
    const inbox = this.#inbox;
    if (inbox === null || !this.#rival.isNew(id)) return;
    const run = handle({
      ...this.#parts,
      api: this.#api,
      inbox,
      answered,
      rival: this.#rival,
      order: this.#order,
      pace: this.#pace,
      hinted: this.#hinted,
      deskChannel: this.#settings.deskChannel,
    }).catch((error: unknown) => {
      this.#parts.log.error({ event: id, error }, 'event-not-handled');
    });
    this.#running.add(run);
    void run.then(() => this.#running.delete(run));
  }

  async #onInteraction(interaction: APIInteraction, parts: HandlerParts): Promise<void> {
    const asked = askedIn(interaction);
    if (asked === null) return;
    if (this.#stopping) return sayRestarting(asked, parts);
    switch (interaction.type) {
      case InteractionType.ApplicationCommand:
        return onCommand(interaction, asked, parts);
      case InteractionType.MessageComponent:
        return onClick(interaction, asked, parts);
      case InteractionType.ModalSubmit:
        return onForm(interaction, asked, parts);
      default:
        return undefined;
    }
  }
}

async function sayRestarting(asked: Asked, parts: HandlerParts): Promise<void> {
  const words = wordsFor(asked.language, text('discord:restarting'), parts);
  if (parts.answered) {
    if (parts.answered.type === 'ours') await parts.api.editAnswer(asked.answer, wordsBody(words));
    return;
  }
  const data = wordsBody(words, { quiet: true });
  await acknowledge(asked, { type: InteractionResponseType.ChannelMessageWithSource, data }, parts);
}
