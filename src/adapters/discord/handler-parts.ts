import type { Inbox } from '../adapter.ts';
import type { Connection } from './connection.ts';
import type { DiscordApi } from './discord-api.ts';
import type { InOrder } from './in-order.ts';
import type { Pace } from './pace.ts';
import type { DiscordParts, DiscordSettings } from './parts.ts';
import type { Rival } from './rival.ts';

/** What the handlers of events need. */
export type HandlerParts = DiscordParts & {
  api: DiscordApi;
  inbox: Inbox;
  rival: Rival;
  /** What happens in one channel is taken in the order in which it happened. */
  order: InOrder;
  pace: Pace;
  /** Threads in which it was said that the bot wants to be mentioned. */
  hinted: Set<string>;
  connection: Connection;
  deskChannel: DiscordSettings['deskChannel'];
};
