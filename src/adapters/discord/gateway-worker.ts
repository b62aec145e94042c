import { workerData } from 'node:worker_threads';
import { InteractionType, type APIInteraction } from 'discord.js';
import { RESOURCES } from '../../message/resources.ts';
import { createTranslator } from '../../message/translator.ts';
import { hereInThread, serveThread } from '../in-own-thread.ts';
import { answerFirst, deferred, type Answered } from './acknowledge.ts';
import { commandAnswer } from './command-answer.ts';
import { Connection } from './connection.ts';
import { createDiscordApi } from './discord-api.ts';
import type { FromGateway, ToGateway } from './gateway-thread.ts';
import type { DiscordSettings } from './parts.ts';
import { askedIn } from './person-of.ts';
import { Rival } from './rival.ts';

/** Holds the gateway of Discord in a thread of its own; see `createGatewayThread`. */

/** Health is asked for in seconds. */
const HEALTH_EVERY_MS = 200;

const settings: DiscordSettings = workerData;
const { tell, log } = hereInThread<FromGateway>();
const api = createDiscordApi(settings);
const met = new Rival(Date.now);
let paused = false;
let lastHealth = '';

/** Commands are deferred here; the others' first answer needs more than is known here. */
async function answerTo(interaction: APIInteraction): Promise<Answered | null> {
  if (paused || interaction.type !== InteractionType.ApplicationCommand) return null;
  const asked = askedIn(interaction);
  const first = asked && commandAnswer(interaction, asked);
  return first && answerFirst(interaction, deferred(first.quiet), api);
}

async function onInteraction(interaction: APIInteraction): Promise<void> {
  // What comes again was answered when it came first.
  if (!met.isNew(interaction.id)) return;
  const answered = await answerTo(interaction);
  // Errors of the SDK may hold what cannot go to another thread; their code says enough.
  const told = answered?.type === 'failed' ? { type: answered.type, code: answered.code } : answered;
  tell({ type: 'interaction', interaction, answered: told });
}

function tellHealth(): void {
  const health = connection.health();
  const now = JSON.stringify(health);
  if (now === lastHealth) return;
  lastHealth = now;
  tell({ type: 'health', health });
}

const connection = new Connection(
  settings,
  { translator: createTranslator(RESOURCES), clock: Date.now, log },
  {
    interaction: (interaction) => void onInteraction(interaction),
    message: (message, known) => tell({ type: 'message', message, known }),
  },
);

setInterval(tellHealth, HEALTH_EVERY_MS).unref();

serveThread<ToGateway>({
  async start() {
    paused = false;
    await connection.open().finally(tellHealth);
  },
  stop: () => connection.close(),
  hear: () => (paused = true),
});
