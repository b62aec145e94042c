import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { startScenarioLab } from '../scenarios/scenario-lab.ts';
import { loadScenarios } from '../scenarios/scenario.ts';
import { BothPlatforms, freePort, STARTED_WITHIN_MS } from './both-platforms.ts';
import { BotProcess } from './bot-process.ts';
import { discordWaysIn } from './discord-room.ts';
import type { Room, WayIn } from './room.ts';
import { slackWaysIn } from './slack-room.ts';

const NETWORK = `127.${1 + (process.pid % 250)}.${1 + (Math.floor(process.pid / 250) % 250)}`;
const isRoot = process.getuid?.() === 0 || process.env['CI'] === 'true';
if (!isRoot) console.log('skipped: a stop in the middle of a probe needs root, for the mail ports');

let both: BothPlatforms;
afterEach(() => both.close());

/** Asks by the first way in and resolves once the bot asks back. */
async function asks([way]: WayIn[]): Promise<Room> {
  const room = way?.open('ja') ?? expect.fail('no way in');
  await room.begin('メールが送れません');
  await room.until(() => room.asked());
  return room;
}

describe('a platform that cannot be connected to', () => {
  it('for good does not stop the other, and is shown', async () => {
    both = await BothPlatforms.open();
    both.start({ ...both.slackEnv, ...both.discordEnv, DISCORD_TOKEN: 'a.wrong.token' });
    const health = await both.healthy(({ adapters }) => adapters['discord']?.state === 'failed');
    expect(health).toMatchObject({
      http: 503,
      status: 'failed',
      adapters: { discord: { problem: expect.stringContaining('DISCORD_TOKEN') } },
    });
    await both.healthy(({ adapters }) => adapters['slack']?.state === 'connected');
    await asks(slackWaysIn(both.slack));
    expect(both.discord.calls.length + both.discord.gateway.identified.length).toBeLessThanOrEqual(2);
  });

  it('for good on Slack does not stop Discord, and is shown', async () => {
    both = await BothPlatforms.open();
    both.start({ ...both.slackEnv, ...both.discordEnv, SLACK_APP_TOKEN: 'xapp-wrong' });
    const health = await both.healthy(({ adapters }) => adapters['slack']?.state === 'failed');
    expect(health).toMatchObject({
      http: 503,
      status: 'failed',
      adapters: { slack: { problem: expect.stringContaining('SLACK_APP_TOKEN') } },
    });
    await both.healthy(({ adapters }) => adapters['discord']?.state === 'connected');
    await asks(discordWaysIn(both.discord));
  });

  it('now is tried again until it can be, and the other works meanwhile', async () => {
    both = await BothPlatforms.open();
    const away = new FakeDiscord();
    const port = await freePort();
    both.start({ ...both.slackEnv, DISCORD_TOKEN: away.token, DISCORD_API_URL: `http://127.0.0.1:${port}/api` });
    const health = await both.healthy(
      ({ adapters }) => adapters['slack']?.state === 'connected' && adapters['discord']?.problem !== null,
    );
    expect(health.adapters['discord']?.state).not.toBe('connected');
    await asks(slackWaysIn(both.slack));
    await away.listen(port);
    try {
      await both.healthy(({ status }) => status === 'ok');
      await asks(discordWaysIn(away));
    } finally {
      await away.close();
    }
  });

  it('on either for good ends the process with exit code 2', async () => {
    both = await BothPlatforms.open();
    const bot = both.start({
      ...both.slackEnv,
      ...both.discordEnv,
      SLACK_APP_TOKEN: 'xapp-wrong',
      DISCORD_TOKEN: 'x.y.z',
    });
    expect(await bot.ended()).toBe(2);
  });
});

it('a second process on one Discord token is said in the health of one of them', async () => {
  both = await BothPlatforms.open();
  const folder = mkdtempSync(join(tmpdir(), 'op25b-serve-'));
  const other = `127.0.0.1:${await freePort()}`;
  both.start(both.discordEnv);
  const second = BotProcess.start({ ...both.discordEnv, OP25B_DATA_DIR: folder, OP25B_HTTP: other });
  try {
    await both.discord.waitFor(() => both.discord.gateway.sessions.length === 2, 'both logins', STARTED_WITHIN_MS);
    await asks(discordWaysIn(both.discord));
    const problem = (at: string) => both.healthy(({ adapters }) => adapters['discord']?.problem !== null, { at });
    const { adapters } = await Promise.any([problem(both.http), problem(other)]);
    expect(adapters['discord']).toMatchObject({ problem: expect.stringContaining('DISCORD_TOKEN') });
  } finally {
    await second.kill();
    rmSync(folder, { recursive: true });
  }
});

it('a process runs the range of shards that is set', async () => {
  both = await BothPlatforms.open();
  both.start({ ...both.discordEnv, DISCORD_SHARDS: '1-2/4' });
  const { gateway } = both.discord;
  await both.discord.waitFor(() => gateway.sessions.length === 2, 'two shards', STARTED_WITHIN_MS);
  expect(gateway.sessions.map(({ shard }) => shard).toSorted()).toEqual([
    [1, 4],
    [2, 4],
  ]);
});

describe.runIf(isRoot)('in the middle of a probe', () => {
  it(
    'a stop comes within 10 s, and the case goes on after the next start although the lines break',
    { timeout: 120_000 },
    async () => {
      const mute = loadScenarios().filter(({ server }) => server === 'mute');
      const [scenario] = mute;
      if (!scenario) expect.fail('no scenario with a server that says nothing');
      const lab = await startScenarioLab(mute, NETWORK, true);
      try {
        both = await BothPlatforms.open();
        const env = {
          OP25B_DNS: lab.dns,
          OP25B_ALLOW_NETWORKS: `${NETWORK}.0/24`,
          NODE_EXTRA_CA_CERTS: lab.pemFile,
        };
        const bot = await both.startOnBoth(env);
        const rooms = [slackWaysIn(both.slack), discordWaysIn(both.discord)].map(
          ([way]) => way?.open('ja') ?? expect.fail('no way in'),
        );
        for (const room of rooms) {
          await room.begin(`${scenario.host} からメールが送れません`);
          await room.until(() => room.said().some((words) => words.includes('確認しています')));
        }
        const start = performance.now();
        expect(await bot.stop()).toBe(0);
        // STOP_WITHIN_MS, and what a crowded machine adds.
        expect(performance.now() - start).toBeLessThan(13_000);
        for (const room of rooms) expect(room.asked()).toBeNull();
        await both.startOnBoth(env);
        both.slack.socket.cut();
        both.discord.gateway.drop();
        for (const room of rooms) {
          await room.until(() => room.asked());
          expect(room.said().filter((words) => words.includes('確認が終わりました'))).toHaveLength(1);
        }
      } finally {
        await lab.close();
      }
    },
  );
});
