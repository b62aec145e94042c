import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config-error.ts';
import { NO_DESK } from '../../src/desk/desk.ts';
import { readConfig } from '../../src/config.ts';

async function refusal(env: Record<string, string>): Promise<string> {
  const outcome = await readConfig(env).then(
    () => 'taken',
    (error: unknown) => (error instanceof ConfigError ? error.message : Promise.reject(error)),
  );
  expect(outcome).not.toBe('taken');
  expect(outcome).not.toContain('\n');
  return outcome;
}

describe('readConfig', () => {
  it('needs nothing: one SQLite file, info, no platform, texts for 30 days', async () => {
    expect(NO_DESK.keepDays).toBe(30);
    expect(await readConfig({})).toEqual({
      dataDir: './data',
      databaseUrl: null,
      logLevel: 'info',
      dns: null,
      allowNetworks: [],
      calibration: [],
      http: null,
      slack: null,
      discord: null,
      secretKeys: [],
      desk: NO_DESK,
      deskFile: null,
    });
  });

  it('takes an empty variable for an absent one, as ${NAME:-} of a compose file makes it', async () => {
    const names = [
      'DATABASE_URL',
      'LOG_LEVEL',
      'OP25B_HTTP',
      'OP25B_DESK',
      'SLACK_BOT_TOKEN',
      'SLACK_API_URL',
      'DISCORD_TOKEN',
    ];
    const empty = Object.fromEntries(names.map((name) => [name, '']));
    expect(await readConfig(empty)).toEqual(await readConfig({}));
  });

  it.each([
    ['postgres://op25b:secret@db.example:5432/op25b'],
    ['postgresql://db.example/op25b?sslmode=require'],
    ['postgres:///op25b?host=/var/run/postgresql'],
    ['postgres://op25b@%2Fvar%2Frun%2Fpostgresql/op25b'],
  ])('takes %s as DATABASE_URL', async (url) => {
    expect((await readConfig({ DATABASE_URL: url })).databaseUrl).toBe(url);
  });

  it.each([
    ['mysql://op25b:hunter2@db.example/op25b'],
    ['op25b:hunter2@db.example'],
    ['postgres:hunter2'],
    ['postgres://op25b:hunter2@db:port/x'],
  ])('refuses %s as DATABASE_URL and keeps the password to itself', async (url) => {
    const line = await refusal({ DATABASE_URL: url });
    expect(line).toMatch(/^DATABASE_URL: .*postgres:\/\/user:password@host/);
    expect(line).not.toContain('hunter2');
  });

  it.each(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent', 'WARN'])(
    'takes LOG_LEVEL %s',
    async (level) => {
      expect((await readConfig({ LOG_LEVEL: level })).logLevel).toBe(level.toLowerCase());
    },
  );

  it('lists the levels when LOG_LEVEL is none', async () => {
    expect(await refusal({ LOG_LEVEL: 'loud' })).toMatch(/^LOG_LEVEL: "loud" .*info, warn/);
  });

  it('reads keys in base64 and hex, the first one first', async () => {
    const first = Buffer.alloc(32, 1);
    const second = Buffer.alloc(32, 2);
    const { secretKeys } = await readConfig({
      OP25B_SECRET_KEY: `${first.toString('base64')}, ${second.toString('hex')}`,
    });
    expect(secretKeys).toEqual([first, second]);
  });

  it.each([
    ['c2hvcnQ='],
    [Buffer.alloc(31).toString('hex')],
    [Buffer.alloc(33).toString('base64')],
    ['correct horse battery staple'],
  ])('refuses the key %s without repeating it', async (key) => {
    const line = await refusal({ OP25B_SECRET_KEY: key });
    expect(line).toMatch(/^OP25B_SECRET_KEY: key 1 .*openssl rand -base64 32/);
    expect(line).not.toContain(key);
  });
});
