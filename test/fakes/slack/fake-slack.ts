import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Budgets, SLACK_BUDGETS, type Budget, type Failure } from './failures.ts';
import { sendOverHttp, type EventsUrl } from './http-side.ts';
import { FakeOAuth } from './oauth-side.ts';
import { SocketSide, type Ack, type Envelope } from './socket-side.ts';
import { FakeTeam, type FakeMessage } from './state.ts';
import { Uploads } from './uploads.ts';
import { answerByUrl, METHODS, type Answer, type Args, type Triggers } from './web-api.ts';

export type Call = { method: string; args: Args; token: string | null; at: number; answer: Answer | null };

export type FakeSlackOptions = {
  port?: number;
  /** Null: no limits, for load. */
  budgets?: Record<string, Budget> | null;
  /** Milliseconds since 1970; for tokens that grow old. */
  now?: () => number;
};

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const RESPONSE_URL_USES = 5;
const RESPONSE_URL_MS = 30 * 60_000;
/** What a test waits for need not come by a request. */
const LOOK_AGAIN_MS = 20;

type ResponseUrl = {
  team: FakeTeam;
  channel: string;
  user: string;
  message: FakeMessage | null;
  uses: number;
  at: number;
};

/** Slack on one port of the loopback: Web API, Socket Mode, OAuth, uploads, response URLs. It refuses what Slack refuses. */
export class FakeSlack {
  readonly teams = new Map<string, FakeTeam>();
  readonly appToken = 'xapp-1-fake';
  readonly calls: Call[] = [];
  /** Bodies that came to response URLs. */
  readonly responses: { url: string; body: unknown; answer: Answer }[] = [];
  readonly triggers: Triggers = new Map();
  readonly socket: SocketSide;
  readonly oauth: FakeOAuth;
  readonly uploads = new Uploads();
  /** Set: events go there over HTTP instead of the sockets. */
  eventsUrl: EventsUrl | null = null;
  readonly #server: Server;
  readonly #budgets: Budgets;
  readonly #now: () => number;
  readonly #failures: { method: string; failure: Failure; left: number }[] = [];
  readonly #urls = new Map<string, ResponseUrl>();
  readonly #watchers = new Set<() => void>();
  #serial = 0;

  private constructor(options: FakeSlackOptions) {
    this.#now = options.now ?? Date.now;
    this.#budgets = new Budgets(options.budgets === null ? {} : (options.budgets ?? SLACK_BUDGETS));
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.socket = new SocketSide(this.#server);
    this.oauth = new FakeOAuth(this);
    this.addTeam('T1', 'xoxb-T1-token');
  }

  static async start(options: FakeSlackOptions = {}): Promise<FakeSlack> {
    const fake = new FakeSlack(options);
    fake.#server.listen(options.port ?? 0, '127.0.0.1');
    await once(fake.#server, 'listening');
    return fake;
  }

  addTeam(id: string, botToken: string): FakeTeam {
    const team = new FakeTeam(id, botToken);
    this.teams.set(id, team);
    return team;
  }

  team(id = 'T1'): FakeTeam {
    const team = this.teams.get(id);
    if (!team) throw new Error(`no team ${id}`);
    return team;
  }

  get port(): number {
    const address: AddressInfo | string | null = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return address.port;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** For SLACK_API_URL. */
  get apiUrl(): string {
    return `${this.origin}/api/`;
  }

  /** The next calls of a method fail so. */
  fail(method: string, failure: Failure, times = 1): void {
    this.#failures.push({ method, failure, left: times });
  }

  callsOf(method: string): Call[] {
    return this.calls.filter((call) => call.method === method);
  }

  /** Resolves with the first result that is neither null, undefined nor false, looking again whenever something happened. */
  async until<T>(look: () => T | null | undefined | false, withinMs = 8_000): Promise<T> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const found = look();
      if (found !== null && found !== undefined && found !== false) return found;
      if (Date.now() > deadline) assert.fail(`nothing came: ${this.calls.map(({ method }) => method).join(' ')}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, LOOK_AGAIN_MS);
        const watchers = this.#watchers;
        function done(): void {
          clearTimeout(timer);
          watchers.delete(done);
          resolve();
        }
        watchers.add(done);
      });
    }
  }

  trigger(team: string, user: string): string {
    const id = `trigger.${team}.${(this.#serial += 1)}`;
    this.triggers.set(id, { at: this.#now(), used: false, team, user });
    return id;
  }

  responseUrl(team: FakeTeam, channel: string, user: string, message: FakeMessage | null): string {
    const path = `/response/${team.id}/${(this.#serial += 1)}`;
    this.#urls.set(path, { team, channel, user, message, uses: 0, at: this.#now() });
    return `${this.origin}${path}`;
  }

  /** Sends to the app. @returns its acknowledgement; null when none came in time */
  send(envelope: Envelope): Promise<Ack | null> {
    return this.eventsUrl ? sendOverHttp(this.eventsUrl, envelope) : this.socket.send(envelope);
  }

  async close(): Promise<void> {
    this.socket.close();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
    } catch {
      return;
    }
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? '/', this.origin);
    if (url.pathname.startsWith('/api/')) await this.#call(url.pathname.slice('/api/'.length), request, body, response);
    else if (url.pathname.startsWith('/response/')) this.#respond(url.pathname, body, response);
    else if (url.pathname.startsWith('/upload/')) json(response, 200, this.uploads.take(url.pathname, body));
    else if (url.pathname.startsWith('/oauth/')) this.oauth.page(url, response);
    else response.writeHead(404).end();
    for (const look of this.#watchers) look();
  }

  async #call(method: string, request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    if (!request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
      return json(response, 200, { ok: false, error: 'invalid_form_data' });
    }
    const args = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? args['token'] ?? null;
    const call: Call = { method, args, token, at: performance.now(), answer: null };
    this.calls.push(call);
    const failure = this.#nextFailure(method);
    if (failure && 'breaks' in failure && failure.breaks === 'before') return void response.destroy();
    if (failure && 'slowMs' in failure) await new Promise((resolve) => setTimeout(resolve, failure.slowMs));
    if (failure && 'status' in failure) return void response.writeHead(failure.status).end('trouble');
    if (failure && 'retryAfter' in failure) return tooMany(response, failure.retryAfter);
    if (failure && 'error' in failure) return json(response, 200, (call.answer = { ok: false, error: failure.error }));
    const team = this.#teamOf(token, args);
    const wait = team ? this.#budgets.spend(method, team.id, args['channel'] ?? '', this.#now()) : null;
    if (wait !== null) return tooMany(response, wait);
    call.answer = this.#answer(method, args, token, team);
    if (failure && 'breaks' in failure) return void response.destroy();
    json(response, 200, call.answer);
  }

  /** An organisation's token serves all of its workspaces: what is named in the call tells which. */
  #teamOf(token: string | null, args: Args): FakeTeam | undefined {
    const teams = [...this.teams.values()].filter((candidate) => candidate.botToken === token);
    const triggered = this.triggers.get(args['trigger_id'] ?? '')?.team;
    return teams.find(({ id, channels }) => id === triggered || channels.has(args['channel'] ?? '')) ?? teams[0];
  }

  #answer(method: string, args: Args, token: string | null, team: FakeTeam | undefined): Answer {
    if (method === 'oauth.v2.access') return this.oauth.access(args);
    if (method === 'apps.connections.open') {
      if (token !== this.appToken) return { ok: false, error: token === null ? 'not_authed' : 'invalid_auth' };
      return { ok: true, url: `ws://127.0.0.1:${this.port}/link?ticket=${this.socket.ticket()}` };
    }
    if (!team) return { ok: false, error: token === null ? 'not_authed' : 'invalid_auth' };
    if (team.tokenError !== null) return { ok: false, error: team.tokenError };
    if (method.startsWith('files.')) return this.uploads.answer(method, args, team, this.origin);
    const known = METHODS[method];
    return known
      ? known(args, { team, triggers: this.triggers, now: this.#now })
      : { ok: false, error: 'unknown_method' };
  }

  #respond(path: string, body: Buffer, response: ServerResponse): void {
    const known = this.#urls.get(path);
    if (!known || known.uses >= RESPONSE_URL_USES || this.#now() - known.at > RESPONSE_URL_MS) {
      return json(response, 404, { ok: false, error: known ? 'used_url' : 'invalid_url' });
    }
    known.uses += 1;
    const given: unknown = JSON.parse(body.toString('utf8'));
    const answer = answerByUrl(known.team, known, given);
    this.responses.push({ url: path, body: given, answer });
    json(response, answer.ok ? 200 : 400, answer);
  }

  #nextFailure(method: string): Failure | null {
    const planned = this.#failures.find((candidate) => candidate.method === method && candidate.left > 0);
    if (!planned) return null;
    planned.left -= 1;
    return planned.failure;
  }
}

function json(response: ServerResponse, status: number, answer: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(answer));
}

function tooMany(response: ServerResponse, seconds: number | null): void {
  const headers = seconds === null ? {} : { 'retry-after': String(seconds) };
  response.writeHead(429, { 'content-type': 'application/json', ...headers }).end('{"ok":false,"error":"ratelimited"}');
}
