import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import type { AdapterHealth } from '../../src/adapters/adapter.ts';
import { ConfigError } from '../../src/config-error.ts';
import { createHealth, DEAF_MS, type HealthOptions } from '../../src/observe/health.ts';
import { startHttpServer, type HttpServer } from '../../src/observe/http-server.ts';
import { observeRequests } from '../../src/observe/observe-requests.ts';

const NOW = 1_800_000_000_000;
const HEARD = new Date(NOW).toISOString();
const connected: AdapterHealth = { state: 'connected', lastHeard: NOW, problem: null };

const started: HttpServer[] = [];
afterEach(async () => {
  for (const server of started.splice(0)) await server.close();
});

type World = { adapters: Record<string, AdapterHealth> } & Partial<Omit<HealthOptions, 'adapters'>>;

/** `world` may be changed while the server runs. */
async function serve(world: World): Promise<HttpServer> {
  const health = createHealth({
    adapters: () => Object.entries(world.adapters).map(([name, state]) => ({ name, health: () => state })),
    journal: () => (world.journal ? world.journal() : Promise.resolve()),
    stopping: () => world.stopping?.() ?? false,
    now: () => NOW,
  });
  const metrics = { contentType: 'text/plain; version=0.0.4', text: () => Promise.resolve('op25b_events_total 1\n') };
  const server = await startHttpServer({ host: '127.0.0.1', port: 0 }, observeRequests(health, metrics));
  started.push(server);
  return server;
}

type Got = { status: number; body: unknown; headers: Headers };

async function ask(server: HttpServer, path: string, init?: RequestInit): Promise<Got> {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, init);
  const body = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') && body !== '';
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(body) : body };
}

describe('GET /healthz', () => {
  it('is ok while every platform is connected and the journal answers', async () => {
    const server = await serve({ adapters: { slack: connected, discord: connected } });
    const report = { state: 'connected', lastHeard: HEARD, problem: null };
    expect(await ask(server, '/healthz')).toMatchObject({
      status: 200,
      body: { status: 'ok', adapters: { slack: report, discord: report }, journal: { state: 'ok' } },
    });
  });

  it.each<[string, AdapterHealth, number, string, string]>([
    [
      'being connected to',
      { state: 'connecting', lastHeard: null, problem: 'ECONNREFUSED' },
      200,
      'degraded',
      'connecting',
    ],
    ['refused for good', { state: 'failed', lastHeard: null, problem: 'token refused' }, 503, 'failed', 'failed'],
    ['deaf', { state: 'connected', lastHeard: NOW - DEAF_MS - 1, problem: null }, 503, 'failed', 'deaf'],
    ['quiet for less', { state: 'connected', lastHeard: NOW - DEAF_MS, problem: null }, 200, 'ok', 'connected'],
    ['without a sign of life', { state: 'connected', lastHeard: null, problem: null }, 200, 'ok', 'connected'],
  ])('tells of a platform that is %s', async (_, health, code, status, state) => {
    const server = await serve({ adapters: { slack: connected, discord: health } });
    expect(await ask(server, '/healthz')).toMatchObject({
      status: code,
      body: { status, adapters: { slack: { state: 'connected' }, discord: { state, problem: health.problem } } },
    });
  });

  it('lives on while the journal is away', async () => {
    const server = await serve({ adapters: { slack: connected }, journal: () => Promise.reject(new Error('away')) });
    expect(await ask(server, '/healthz')).toMatchObject({
      status: 200,
      body: { status: 'degraded', journal: { state: 'away' } },
    });
  });

  it('answers although the journal hangs, which many askers ask but once', async () => {
    let questions = 0;
    const journal = () => {
      questions += 1;
      return new Promise<never>(() => {});
    };
    const server = await serve({ adapters: {}, journal });
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(server, '/healthz')));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(answers[0]?.body).toMatchObject({ journal: { state: 'away' } });
    expect(questions).toBe(1);
  });

  it('answers HEAD without a body', async () => {
    const server = await serve({ adapters: {} });
    const { status, body, headers } = await ask(server, '/healthz', { method: 'HEAD' });
    expect([status, body, Number(headers.get('content-length')) > 0]).toEqual([200, '', true]);
  });
});

describe('GET /readyz', () => {
  it('waits for the journal and for the first connection of every platform, and not for later ones', async () => {
    const world: World = {
      adapters: { slack: connected, discord: { state: 'connecting', lastHeard: null, problem: null } },
      journal: () => Promise.reject(new Error('not open')),
    };
    const server = await serve(world);
    expect(await ask(server, '/readyz')).toMatchObject({
      status: 503,
      body: { ready: false, waitingFor: ['journal', 'discord'] },
    });
    delete world.journal;
    expect(await ask(server, '/readyz')).toMatchObject({ status: 503, body: { waitingFor: ['discord'] } });
    world.adapters['discord'] = connected;
    expect(await ask(server, '/readyz')).toMatchObject({ status: 200, body: { ready: true, waitingFor: [] } });
    world.adapters['discord'] = { state: 'connecting', lastHeard: null, problem: null };
    expect(await ask(server, '/readyz')).toMatchObject({ status: 200 });
  });

  it('is not ready any more once the process ends', async () => {
    const world: World = { adapters: { slack: connected } };
    const server = await serve(world);
    expect((await ask(server, '/readyz')).status).toBe(200);
    world.stopping = () => true;
    expect((await ask(server, '/readyz')).status).toBe(503);
  });
});

describe('HTTP server', () => {
  it('gives the figures to Prometheus', async () => {
    const server = await serve({ adapters: {} });
    const { status, body, headers } = await ask(server, '/metrics?x=1');
    expect([status, body]).toEqual([200, 'op25b_events_total 1\n']);
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4');
  });

  it.each(['/', '/healthz/', '/slack/events', '/../etc/passwd', '//healthz'])('does not know %s', async (path) => {
    const server = await serve({ adapters: {} });
    expect(await ask(server, path)).toMatchObject({ status: 404, body: { error: expect.any(String) } });
  });

  it('does not take a POST for a look', async () => {
    const server = await serve({ adapters: {} });
    const { status, headers } = await ask(server, '/healthz', { method: 'POST', body: 'x' });
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('shares its port with whoever is mounted, for the path and below it', async () => {
    const server = await serve({ adapters: {} });
    server.mount('/slack/events', async (incoming, response) => {
      response.end(`${incoming.method} ${await text(incoming)}`);
    });
    const post = { method: 'POST', body: '{"type":"url_verification"}' };
    expect((await ask(server, '/slack/events', post)).body).toBe('POST {"type":"url_verification"}');
    expect((await ask(server, '/slack/events/x?y=1', post)).status).toBe(200);
    expect((await ask(server, '/slack/eventsx', post)).status).toBe(404);
    expect((await ask(server, '/healthz')).status).toBe(200);
  });

  it('asks the platform to send again what comes after the mount was taken off', async () => {
    const server = await serve({ adapters: {} });
    const takeOff = server.mount('/slack/events', (_, response) => response.end());
    takeOff();
    expect((await ask(server, '/slack/events')).status).toBe(503);
  });

  it.each([
    [
      'at once',
      () => {
        throw new Error('hunter2');
      },
    ],
    ['later', () => Promise.reject(new Error('hunter2'))],
  ])('answers 500 when a mounted handler fails %s, says nothing of it, and goes on', async (_, handler) => {
    const server = await serve({ adapters: {} });
    server.mount('/slack/events', handler);
    const { status, body } = await ask(server, '/slack/events');
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('hunter2');
    expect((await ask(server, '/healthz')).status).toBe(200);
  });

  it('finishes what is under way when it closes, and takes nothing new', async () => {
    const server = await serve({ adapters: {} });
    const arrived = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    server.mount('/slack/events', async (_, response) => {
      arrived.resolve();
      await go.promise;
      response.end('done');
    });
    const under = ask(server, '/slack/events');
    await arrived.promise;
    const closed = server.close();
    started.splice(0);
    await expect(ask(server, '/healthz')).rejects.toThrow('fetch failed');
    go.resolve();
    expect((await under).body).toBe('done');
    await closed;
  });

  it('says how to mend an address that it cannot listen on', async () => {
    const server = await serve({ adapters: {} });
    const taken = startHttpServer({ host: '127.0.0.1', port: server.port }, () => false);
    await expect(taken).rejects.toThrow(ConfigError);
    await expect(taken).rejects.toThrow(/^OP25B_HTTP: .*EADDRINUSE.*another port/);
    await expect(startHttpServer({ host: '192.0.2.1', port: 0 }, () => false)).rejects.toThrow(
      /EADDRNOTAVAIL.*0\.0\.0\.0/,
    );
  });

  it('reads no more of a request for nobody', async () => {
    const server = await serve({ adapters: {} });
    const posting = request({ host: '127.0.0.1', port: server.port, path: '/nobody', method: 'POST' });
    posting.on('error', () => {});
    posting.write('x'.repeat(1000));
    const [response] = await once(posting, 'response');
    expect([response.statusCode, response.headers.connection]).toEqual([404, 'close']);
    response.resume();
    await once(posting, 'close');
  });
});
