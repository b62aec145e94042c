import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Faults } from './faults.ts';
import { Gateway } from './gateway.ts';
import { Interactions } from './interactions.ts';
import { isRecord, list, type Json } from './json.ts';
import { People } from './people.ts';
import { Refusal } from './refusal.ts';
import { answerRequest, type Answer } from './routes.ts';
import { World } from './world.ts';

/** `files`: what came along as a form, by name. */
export type Call = { method: string; path: string; body: Json; status: number; files: Map<string, Buffer> };

/** `shards`: how many the gateway recommends. */
export type FakeOptions = { token?: string; heartbeatMs?: number; shards?: number; port?: number };

/**
 * A Discord to test against, REST and gateway on one port of 127.0.0.1. It refuses what Discord refuses (limits, late
 * tokens, a second answer), so that a test that passes here would pass there.
 */
export class FakeDiscord {
  readonly token: string;
  readonly world = new World();
  readonly interactions = new Interactions(this.world);
  readonly commands = new Map<string, unknown[]>();
  readonly calls: Call[] = [];
  readonly faults = new Faults(this.world);
  readonly gateway: Gateway;
  /** What people do. */
  readonly people: People;
  readonly #server: Server;
  readonly #shards: number;
  readonly #changes = new EventEmitter();
  #port = 0;

  constructor(options: FakeOptions = {}) {
    this.token = options.token ?? 'fake.discord.token';
    this.#shards = options.shards ?? 1;
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.gateway = new Gateway(this.#server, {
      world: this.world,
      token: this.token,
      heartbeatMs: options.heartbeatMs ?? 5_000,
      url: () => `ws://127.0.0.1:${this.#port}/gw`,
    });
    const emit = (event: string, data: Json, guild: string | null) => this.gateway.dispatch(event, data, guild);
    this.people = new People(this.world, this.interactions, emit);
    this.#changes.setMaxListeners(0);
  }

  static async start(options: FakeOptions = {}): Promise<FakeDiscord> {
    const fake = new FakeDiscord(options);
    await fake.listen(options.port ?? 0);
    return fake;
  }

  /** What DISCORD_API_URL has to hold. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}/api`;
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    this.#port = typeof address === 'object' && address !== null ? address.port : 0;
  }

  async close(): Promise<void> {
    this.gateway.close();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  /** Resolves with the first value other than undefined, null and false that `read` gives; rejects after `ms`. */
  async waitFor<T>(read: () => T | undefined | null | false, what = 'what was waited for', ms = 5_000): Promise<T> {
    const deadline = Date.now() + ms;
    for (;;) {
      const value = read();
      if (value !== undefined && value !== null && value !== false) return value;
      if (Date.now() > deadline) assert.fail(`${what} did not happen\n${this.#lastCalls()}`);
      await this.#change();
    }
  }

  /** Calls `seen` for each request once it is answered, until the returned function is called. */
  watch(seen: (call: Call) => void): () => void {
    this.#changes.on('change', seen);
    return () => this.#changes.off('change', seen);
  }

  #lastCalls(): string {
    const last = this.calls.slice(-8);
    return last
      .map(({ method, path, status, body }) => `${status} ${method} ${path} ${JSON.stringify(body)}`)
      .join('\n');
  }

  /** The next request that was answered, or 25 ms. */
  #change(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#changes.off('change', done);
        resolve();
      };
      const timer = setTimeout(done, 25);
      this.#changes.once('change', done);
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    const path = decodeURIComponent(url.pathname.replace(/^\/api\/v10/, ''));
    const method = request.method ?? 'GET';
    const { body, files } = await bodyOf(request);
    const call: Call = { method, path, body: isRecord(body) ? body : { list: body }, status: 0, files };
    this.calls.push(call);
    const fault = this.faults.next(method, path);
    if (fault === 'cut') {
      request.socket.destroy();
      return;
    }
    const headers = this.faults.headers(method, path);
    let answer =
      fault ?? this.#answer(request, { method, path, query: url.searchParams, body, uploaded: sizeOf(files) });
    if (this.faults.swallow(method, path))
      answer = { status: 500, body: { message: 'Internal Server Error', code: 0 } };
    call.status = answer.status;
    if (answer.body === undefined) response.writeHead(answer.status, headers).end();
    else {
      const wait = isRecord(answer.body) && answer.status === 429 ? answer.body.retry_after : undefined;
      const retry = wait === undefined ? {} : { 'retry-after': String(wait) };
      response.writeHead(answer.status, { 'content-type': 'application/json', ...headers, ...retry });
      response.end(JSON.stringify(answer.body));
    }
    this.#changes.emit('change', call);
  }

  #answer(http: IncomingMessage, request: Parameters<typeof answerRequest>[1]): Answer {
    try {
      const { authorization, 'user-agent': agent = '' } = http.headers;
      if (!agent.startsWith('DiscordBot (')) throw new Refusal(403, 40333, 'internal network error');
      const open = request.path.startsWith('/interactions/') || request.path.startsWith('/webhooks/');
      if (!open && authorization !== `Bot ${this.token}`) throw new Refusal(401, 0, '401: Unauthorized');
      if (request.path === '/gateway/bot') return { status: 200, body: this.#gatewayInformation() };
      const emit = (event: string, data: Json, guild: string | null) => this.gateway.dispatch(event, data, guild);
      const { world, interactions, commands } = this;
      return answerRequest({ world, interactions, commands, emit }, request);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { message, code, errors, retryAfter } = error;
      const details = errors.length > 0 && { errors: { _errors: errors.map(problem) } };
      const wait = retryAfter !== null && { retry_after: retryAfter, global: false };
      return { status: error.status, body: { message, code, ...details, ...wait } };
    }
  }

  #gatewayInformation(): Json {
    return {
      url: `ws://127.0.0.1:${this.#port}/gw`,
      shards: this.#shards,
      session_start_limit: { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 16 },
    };
  }
}

function problem(message: string): Json {
  return { code: 'INVALID', message };
}

function sizeOf(files: Map<string, Buffer>): number {
  return [...files.values()].reduce((sum, { length }) => sum + length, 0);
}

type Body = { body: Json | unknown[]; files: Map<string, Buffer> };

async function bodyOf(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (whole.length === 0) return { body: {}, files: new Map() };
  if (!type.startsWith('multipart/form-data')) return { body: parsed(whole.toString()), files: new Map() };
  // https://docs.discord.com/developers/reference#uploading-files
  const form = await new Response(whole, { headers: { 'content-type': type } }).formData();
  const files = new Map<string, Buffer>();
  for (const [, value] of form) {
    if (typeof value !== 'string') files.set(value.name, Buffer.from(await value.arrayBuffer()));
  }
  return { body: parsed(String(form.get('payload_json'))), files };
}

function parsed(json: string): Json | unknown[] {
  const value: unknown = JSON.parse(json);
  return isRecord(value) ? value : list(value);
}
