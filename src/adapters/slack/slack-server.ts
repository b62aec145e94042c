import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { AdapterError } from '../adapter-error.ts';

/** A request under way is answered within `ACK_LATEST_MS`; other connections are only kept open. */
const GRACE_MS = 1_500;

/** Listens for Slack's requests and for people who install the app. */
export type SlackServer = { start(): Promise<void>; stop(): Promise<void> };

export function createSlackServer(listener: RequestListener, at: { host: string; port: number }): SlackServer {
  let server: Server | null = null;
  return {
    async start() {
      if (server) return;
      const starting = createServer(listener);
      starting.listen(at.port, at.host);
      try {
        await once(starting, 'listening');
      } catch (error) {
        const words = `nothing can listen on ${at.host}:${at.port}; is another program there?`;
        throw new AdapterError(words, { permanent: false, cause: error });
      }
      server = starting;
    },
    async stop() {
      const stopping = server;
      server = null;
      if (!stopping) return;
      const closed = once(stopping, 'close');
      stopping.close();
      await Promise.race([closed, wait(GRACE_MS, undefined, { ref: false })]);
      stopping.closeAllConnections();
      await closed;
    },
  };
}
