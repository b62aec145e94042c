import type { Inbox } from '../adapter.ts';
import type { Answered } from './acknowledge.ts';
import type { DiscordApi } from './discord-api.ts';
import type { InOrder } from './in-order.ts';
import type { Pace } from './pace.ts';
import type { DiscordParts, DiscordSettings } from './parts.ts';
import type { Rival } from './rival.ts';

/** What the handlers of events need. */
export type HandlerParts = DiscordParts & {
  api: DiscordApi;
  inbox: Inbox;
  /** The interaction's first answer, where it has one already. */
  answered: Answered | null;
  rival: Rival;
  /** What happens in one channel is taken in the order in which it happened. */
  order: InOrder;
  pace: Pace;
  /** Threads in which it was said that the bot wants to be mentioned. */
  hinted: Set<string>;
  deskChannel: DiscordSettings['deskChannel'];
};
