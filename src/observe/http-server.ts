import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ConfigError } from '../config-error.ts';
import type { HostPort } from '../config/host-port.ts';
import { json, pathOf, send, type RequestHandler } from './observe-requests.ts';

export type MountedHandler = (request: IncomingMessage, response: ServerResponse) => unknown;

export type HttpServer = {
  /** The port it listens on, also when 0 was asked for. */
  readonly port: number;
  /**
   * Hands every request for this path and below it to somebody else, such as the receiver of Slack.
   *
   * @returns takes it off again: then 503 is answered, so that the platform sends it once more
   */
  mount(prefix: string, handler: MountedHandler): () => void;
  /** Takes nothing new; resolves when what is under way is answered, or cut after CLOSE_MS. */
  close(): Promise<void>;
};

/** Whoever takes longer to say what they want holds a connection for nothing. */
const HEADERS_TIMEOUT_MS = 10_000;
/** Slack's largest requests come within a second. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Health checks, a scraper, Slack, and people who install: far fewer. */
const MOST_CONNECTIONS = 2000;
/** Slack waits 3 s for an answer (https://docs.slack.dev/apis/events-api/#responding). */
const CLOSE_MS = 3000;

const takenOff: MountedHandler = (_, response) => send(response, json(503, { error: 'is stopping; try again' }));

/**
 * @param handler asked first; what it does not know and nobody mounted is answered with 404
 * @throws ConfigError when it cannot listen there
 */
export async function startHttpServer(at: HostPort, handler: RequestHandler): Promise<HttpServer> {
  const mounted = new Map<string, MountedHandler>();
  const server = createServer(
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    (request, response) => {
      if (handler(request, response)) return;
      const found = mountedAt(mounted, pathOf(request));
      if (found) handOver(found, request, response);
      else notFound(response);
    },
  );
  server.maxConnections = MOST_CONNECTIONS;
  const port = await listen(server, at);
  return {
    port,
    mount(prefix, other) {
      mounted.set(prefix, other);
      return () => void mounted.set(prefix, takenOff);
    },
    async close() {
      const closed = once(server, 'close');
      // A connection whose answer is on its way would be held open for the next request.
      server.keepAliveTimeout = 1;
      server.close();
      const cut = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
      await closed;
      clearTimeout(cut);
    },
  };
}

function mountedAt(mounted: ReadonlyMap<string, MountedHandler>, path: string): MountedHandler | undefined {
  for (const [prefix, handler] of mounted) if (path === prefix || path.startsWith(`${prefix}/`)) return handler;
  return undefined;
}

/** What a mounted handler throws, now or later, ends its own request only. */
async function handOver(handler: MountedHandler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await handler(request, response);
  } catch {
    if (response.headersSent) response.destroy();
    else send(response, json(500, { error: 'failed' }));
  }
}

/** The connection is closed: whatever else comes on it is not read. */
function notFound(response: ServerResponse): void {
  response.setHeader('connection', 'close');
  send(response, json(404, { error: 'not found; /healthz, /readyz and /metrics are served here' }));
}

async function listen(server: Server, at: HostPort): Promise<number> {
  try {
    server.listen(at.port, at.host);
    await once(server, 'listening');
  } catch (error) {
    throw new ConfigError(
      'OP25B_HTTP',
      `${at.host}:${at.port} cannot be listened on (${codeOf(error)}); ${remedyOf(error)}`,
    );
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : at.port;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

function remedyOf(error: unknown): string {
  if (codeOf(error) === 'EADDRINUSE') return 'something listens there already: end it, or choose another port';
  if (codeOf(error) === 'EACCES') return 'choose a port from 1024 up';
  return 'choose an address of this machine, or 0.0.0.0 for all of them';
}
