import { workerData } from 'node:worker_threads';
import { hereInThread, serveThread } from '../in-own-thread.ts';
import type { FromLine, LineSettings, ToLine } from './line-thread.ts';
import { OUR_COMMAND } from './our-command.ts';
import { sdkLogger } from './sdk-logger.ts';
import type { SocketEvent } from './socket-link.ts';
import { createSocketMode } from './socket-mode.ts';

/** Holds the line to Slack in a thread of its own; see `createLineThread`. */

/** Slack takes no acknowledgement after 3 s. */
const ACK_UNTIL_MS = 3_000;

/** Health is asked for in seconds. */
const HEARD_EVERY_MS = 500;

const settings: LineSettings = workerData;
const { tell, log } = hereInThread<FromLine>();
const waiting = new Map<number, SocketEvent['ack']>();
let lastId = 0;
let lastHeard = 0;

async function send(ack: SocketEvent['ack'], response?: unknown): Promise<void> {
  // What was asked is not lost with its acknowledgement: the line may have broken in this moment.
  await ack(response).catch((error: unknown) => log.warn({ error }, 'slack-not-acknowledged'));
}

async function onEvent({ ack, ...event }: SocketEvent): Promise<void> {
  const id = (lastId += 1);
  const acked = OUR_COMMAND.test(String(event.body['command'] ?? ''));
  if (acked) void send(ack);
  else {
    waiting.set(id, ack);
    setTimeout(() => waiting.delete(id), ACK_UNTIL_MS).unref();
  }
  tell({ type: 'event', id, event, acked });
}

function onHeard(): void {
  if (performance.now() - lastHeard < HEARD_EVERY_MS) return;
  lastHeard = performance.now();
  tell({ type: 'heard' });
}

const mode = createSocketMode({
  ...settings,
  onEvent,
  onHeard,
  onState: (state) => tell({ type: 'state', state }),
  logger: sdkLogger(log),
  log,
});

serveThread<ToLine>({
  start: mode.start,
  stop: mode.stop,
  hear({ id, response }) {
    const ack = waiting.get(id);
    waiting.delete(id);
    if (ack) void send(ack, response);
  },
});
