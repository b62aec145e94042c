import type { APIInteraction, GatewayMessageCreateDispatchData } from 'discord.js';
import type { AdapterHealth } from '../adapter.ts';
import type { Answered } from './acknowledge.ts';

/** What is known of a channel from the gateway. `parent`: the channel that a thread belongs to. */
export type KnownChannel = { isThread: boolean; parent: string | null; owner: string | null };

/** What the gateway told of the place of a message, and who the bot is there. */
export type KnownPlace = {
  bot: string | null;
  /** The language that the guild is set to, as `en-US` or `ja`. */
  guildLocale: string | null;
  /** Null for a channel that the gateway did not tell of: it has to be asked for. */
  channel: KnownChannel | null;
};

/** Where what comes from Discord goes. */
export type Received = {
  /** `answered`: what came of the interaction's first answer; null: it has none yet. */
  interaction(interaction: APIInteraction, answered: Answered | null): void;
  message(message: GatewayMessageCreateDispatchData, known: KnownPlace): void;
};

/** The connection to Discord's gateway. */
export type Gateway = {
  /** Resolves when all shards are connected; rejects with AdapterError. */
  open(): Promise<void>;
  /** From now on nothing is answered here any more. */
  pause(): void;
  close(): Promise<void>;
  health(): AdapterHealth;
};
