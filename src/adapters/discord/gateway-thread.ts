import type { APIInteraction, GatewayMessageCreateDispatchData } from 'discord.js';
import type { AdapterHealth } from '../adapter.ts';
import { createOwnThread } from '../own-thread.ts';
import type { Answered } from './acknowledge.ts';
import type { Gateway, KnownPlace, Received } from './gateway.ts';
import type { DiscordParts, DiscordSettings } from './parts.ts';

/** What the thread of the gateway is told, and tells. */
export type ToGateway = { type: 'pause' };
export type FromGateway =
  | { type: 'health'; health: AdapterHealth }
  | { type: 'interaction'; interaction: APIInteraction; answered: Answered | null }
  | { type: 'message'; message: GatewayMessageCreateDispatchData; known: KnownPlace };

/**
 * The gateway in a thread of its own, which defers commands as they come: Discord waits for 3 s, and in a rush the thread of
 * the conversations is busy for longer.
 */
export function createGatewayThread(settings: DiscordSettings, { log }: DiscordParts, received: Received): Gateway {
  let health: AdapterHealth = { state: 'connecting', lastHeard: null, problem: null };
  const thread = createOwnThread<ToGateway, FromGateway>({
    program: new URL('./gateway-worker.ts', import.meta.url),
    given: settings,
    hear(told) {
      if (told.type === 'health') health = told.health;
      else if (told.type === 'message') received.message(told.message, told.known);
      else received.interaction(told.interaction, told.answered);
    },
    onEnded: (problem) => (health = { ...health, state: 'connecting', problem }),
    log,
  });
  return {
    open: thread.start,
    pause: () => thread.tell({ type: 'pause' }),
    close: thread.stop,
    health: () => health,
  };
}
