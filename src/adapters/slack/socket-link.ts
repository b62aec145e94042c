import { channel } from 'node:diagnostics_channel';
import type { Logger } from '@slack/web-api';
import { SocketModeClient } from '@slack/socket-mode';
import { clientOptions } from './client-options.ts';

/** How long Slack may take to answer a ping before the SDK gives the connection up; it pings three times as often. */
const PONG_MS = 5_000;
/** A goodbye that is not answered is not waited for. */
const CLOSE_MS = 2_000;
/** The hello follows the connection at once. */
const HELLO_MS = 10_000;

/** undici tells of the frames that it answers by itself; the SDK listens to the same channels. */
const FRAMES = ['undici:websocket:ping', 'undici:websocket:pong'];

/** One connection of Socket Mode. It never reconnects: whoever opened it opens another. */
export type SocketLink = {
  /** `asked`: Slack wants another connection instead (about once an hour); the SDK says goodbye on this one. */
  ended: Promise<'asked' | 'closed'>;
  close(): Promise<void>;
};

/** What Slack sent, as Bolt takes it. */
export type SocketEvent = {
  body: Record<string, unknown>;
  retryNum?: number;
  retryReason?: string;
  /** Rejects when the line broke. */
  ack(response?: unknown): Promise<void>;
};

/** As the SDK tells of what came. */
type Envelope = {
  body: Record<string, unknown>;
  ack: (response?: unknown) => Promise<void>;
  retry_num?: number;
  retry_reason?: string;
};

export type LinkParts = {
  appToken: string;
  apiUrl: string | null;
  logger: Logger;
  /** What fails stays unacknowledged, so that Slack sends it again, or tells the person. */
  onEvent: (event: SocketEvent) => Promise<void>;
  /** Something came from Slack on this connection. */
  onHeard: () => void;
};

/** Resolves once Slack said hello. Rejects as `apps.connections.open` does. */
export async function openSocketLink({ appToken, apiUrl, logger, onEvent, onHeard }: LinkParts): Promise<SocketLink> {
  const client = new SocketModeClient({
    appToken,
    logger,
    clientPingTimeout: PONG_MS,
    autoReconnectEnabled: false,
    clientOptions: clientOptions(apiUrl, logger),
  });
  client.on('slack_event', ({ body, ack, retry_num, retry_reason }: Envelope) => {
    const retry = {
      ...(retry_num !== undefined && { retryNum: retry_num }),
      ...(retry_reason !== undefined && { retryReason: retry_reason }),
    };
    void onEvent({ body, ack, ...retry }).catch(() => {});
  });
  const closed = new Promise<'closed'>((resolve) => client.once('disconnected', () => resolve('closed')));
  const asked = new Promise<'asked'>((resolve) => {
    client.on('ws_message', (data: unknown) => {
      onHeard();
      if (isDisconnect(data)) resolve('asked');
    });
  });
  const { url = '' } = await within(HELLO_MS, client.start()).catch((error: unknown) => {
    void client.disconnect();
    throw error;
  });
  const onFrame = (message: unknown) => {
    if (urlOfFrame(message) === url) onHeard();
  };
  for (const name of FRAMES) channel(name).subscribe(onFrame);
  void closed.then(() => FRAMES.forEach((name) => channel(name).unsubscribe(onFrame)));

  return {
    ended: Promise.race([asked, closed]),
    async close() {
      void client.disconnect();
      // A second goodbye breaks the line (SlackWebSocket.disconnect).
      await within(CLOSE_MS, closed).catch(() => client.disconnect());
    },
  };
}

async function within<T>(ms: number, awaited: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([awaited, late]);
  } finally {
    clearTimeout(timer);
  }
}

function isDisconnect(data: unknown): boolean {
  if (typeof data !== 'string') return false;
  try {
    const message: unknown = JSON.parse(data);
    return typeof message === 'object' && message !== null && 'type' in message && message.type === 'disconnect';
  } catch {
    return false;
  }
}

function urlOfFrame(message: unknown): string | null {
  if (typeof message !== 'object' || message === null || !('websocket' in message)) return null;
  const { websocket } = message;
  if (typeof websocket !== 'object' || websocket === null || !('url' in websocket)) return null;
  return typeof websocket.url === 'string' ? websocket.url : null;
}
