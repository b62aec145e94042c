import { parentPort, workerData } from 'node:worker_threads';
import { AdapterError } from '../adapter-error.ts';
import { problemOf, type FromLine, type Level, type LineSettings, type ToLine } from './line-messages.ts';
import { OUR_COMMAND } from './our-command.ts';
import type { Log } from './parts.ts';
import { sdkLogger } from './sdk-logger.ts';
import type { SocketEvent } from './socket-link.ts';
import { createSocketMode } from './socket-mode.ts';

/** Holds the line to Slack in a thread of its own; see `createLineThread`. */

/** Slack takes no acknowledgement after 3 s. */
const ACK_UNTIL_MS = 3_000;

/** Health is asked for in seconds. */
const HEARD_EVERY_MS = 500;

const { appToken, apiUrl }: LineSettings = workerData;
const waiting = new Map<number, SocketEvent['ack']>();
let lastId = 0;
let lastHeard = 0;

function tell(message: FromLine): void {
  parentPort?.postMessage(message);
}

function logAs(level: Level) {
  return ({ error, ...fields }: Record<string, unknown>, name: string): void => {
    const problem = error instanceof AdapterError ? problemOf(error) : null;
    try {
      tell({ type: 'log', level, fields: problem || !error ? fields : { ...fields, error }, problem, name });
    } catch {
      // Errors of the SDK may hold what cannot go to another thread.
      tell({ type: 'log', level, fields, problem, name });
    }
  };
}

const log: Log = { info: logAs('info'), warn: logAs('warn'), error: logAs('error') };

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
  appToken,
  apiUrl,
  onEvent,
  onHeard,
  onState: (state) => tell({ type: 'state', state }),
  logger: sdkLogger(log),
  log,
});

async function receive(message: ToLine): Promise<void> {
  switch (message.type) {
    case 'ack': {
      const ack = waiting.get(message.id);
      waiting.delete(message.id);
      if (ack) await send(ack, message.response);
      return;
    }
    case 'start':
      return tell({ type: 'started', problem: await mode.start().then(() => null, problemOf) });
    case 'stop':
      await mode.stop();
      return tell({ type: 'stopped' });
  }
}

parentPort?.on('message', (message: ToLine) => void receive(message));
