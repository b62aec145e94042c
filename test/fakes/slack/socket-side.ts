import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';

export type Envelope = {
  type: 'slash_commands' | 'interactive' | 'events_api';
  payload: Record<string, unknown>;
  retry?: { attempt: number; reason: string };
};

export type Ack = { payload: unknown; ms: number };

/** Slack gives up on an envelope after three seconds (https://docs.slack.dev/apis/events-api/using-socket-mode#acknowledge). */
const ACK_WITHIN_MS = 3_000;

/** Socket Mode: any number of connections, each envelope goes to one of them. */
export class SocketSide {
  /** Stops answering and sending pings: the connection is open and deaf. */
  deaf = false;
  /** Each envelope goes to another connection; else all go to the newest. */
  spread = false;
  #sent = 0;
  pingEveryMs = 1_000;
  readonly connections: WebSocket[] = [];
  connected = 0;
  readonly #server: WebSocketServer;
  readonly #waiting = new Map<string, (payload: unknown) => void>();
  readonly #tickets = new Set<string>();
  #pings: NodeJS.Timeout | null = null;

  constructor(server: Server) {
    this.#server = new WebSocketServer({ noServer: true, autoPong: false });
    server.on('upgrade', (request, socket, head) => {
      const ticket = new URL(request.url ?? '/', 'http://fake').searchParams.get('ticket');
      if (ticket === null || !this.#tickets.delete(ticket)) {
        socket.destroy();
        return;
      }
      this.#server.handleUpgrade(request, socket, head, (connection) => this.#welcome(connection));
    });
  }

  /** A ticket for one connection, as in the address that `apps.connections.open` gives. */
  ticket(): string {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return ticket;
  }

  /** @returns the acknowledgement; null when none came within three seconds, or nobody is connected */
  send(envelope: Envelope): Promise<Ack | null> {
    const connection = this.connections.at(this.spread ? this.#sent++ % this.connections.length : -1);
    if (!connection) return Promise.resolve(null);
    const id = randomUUID();
    const start = performance.now();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        resolve(null);
      }, ACK_WITHIN_MS);
      this.#waiting.set(id, (payload) => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve({ payload, ms: performance.now() - start });
      });
      connection.send(
        JSON.stringify({
          envelope_id: id,
          type: envelope.type,
          payload: envelope.payload,
          accepts_response_payload: envelope.type !== 'events_api',
          ...(envelope.retry && { retry_attempt: envelope.retry.attempt, retry_reason: envelope.retry.reason }),
        }),
      );
    });
  }

  /** What Slack does about once an hour: the client is to come back with another connection. */
  askToReconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void {
    for (const connection of this.connections) connection.send(JSON.stringify({ type: 'disconnect', reason }));
  }

  /** The line breaks. */
  cut(): void {
    for (const connection of this.connections) connection.terminate();
  }

  close(): void {
    if (this.#pings) clearInterval(this.#pings);
    for (const connection of this.#server.clients) connection.terminate();
    this.#server.close();
  }

  #welcome(connection: WebSocket): void {
    this.connections.push(connection);
    this.connected += 1;
    connection.on('ping', (data) => {
      if (!this.deaf) connection.pong(data);
    });
    connection.on('message', (data: Buffer) => this.#receive(data.toString('utf8')));
    connection.on('close', () => {
      const index = this.connections.indexOf(connection);
      if (index >= 0) this.connections.splice(index, 1);
    });
    connection.send(
      JSON.stringify({ type: 'hello', num_connections: this.connections.length, connection_info: {}, debug_info: {} }),
    );
    this.#pings ??= setInterval(() => {
      if (!this.deaf) for (const open of this.connections) open.ping(`ping ${Date.now()}`);
    }, this.pingEveryMs);
  }

  #receive(words: string): void {
    const message: unknown = JSON.parse(words);
    if (typeof message !== 'object' || message === null || !('envelope_id' in message)) return;
    if (typeof message.envelope_id !== 'string') return;
    this.#waiting.get(message.envelope_id)?.('payload' in message ? message.payload : undefined);
  }
}
