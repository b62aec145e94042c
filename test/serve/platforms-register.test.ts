import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text as textOf } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { list, record } from '../fakes/discord/json.ts';

describe('op25b register', () => {
  let discord: FakeDiscord;
  beforeEach(async () => {
    discord = await FakeDiscord.start();
  });
  afterEach(() => discord.close());

  async function run(args: string[], env: Record<string, string> = {}) {
    const child = spawn(process.execPath, ['src/op25b.js', 'register', ...args], {
      env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url, LANG: 'ja_JP.UTF-8', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, err] = await Promise.all([textOf(child.stdout), textOf(child.stderr)]);
    if (child.exitCode === null) await once(child, 'exit');
    return { code: child.exitCode, out, err };
  }

  it('tells Discord the commands in Japanese and English, the same however often', async () => {
    const first = await run([]);
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('op25b, Diagnose this') });
    const registered = discord.commands.get('commands');
    expect(list(registered).map((command) => record(record(command).description_localizations).ja)).toEqual([
      expect.stringMatching(/\p{Script=Hiragana}/u),
      undefined,
    ]);
    expect(record(record(list(registered)[1]).name_localizations).ja).toBe('このエラーを診断');
    expect(await run([])).toMatchObject({ code: 0, out: first.out });
    expect(discord.commands.get('commands')).toEqual(registered);
    expect([...discord.commands.keys()]).toEqual(['commands']);
  });

  it('can be tried out in one guild, and says so when the app is not there', async () => {
    const guild = discord.world.addGuild('Trial');
    expect(await run(['--guild', guild.id])).toMatchObject({ code: 0 });
    expect([...discord.commands.keys()]).toEqual([`guilds/${guild.id}/commands`]);
    expect(await run(['--guild', '123456789012345678'])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/not in the guild 123456789012345678.*applications\.commands/u),
    });
  });

  it('says in one line what to do about a wrong or missing token', async () => {
    const wrong = await run([], { DISCORD_TOKEN: 'wrong' });
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('DISCORD_TOKEN') });
    const missing = await run([], { DISCORD_TOKEN: '' });
    expect(missing).toMatchObject({ code: 2, err: expect.stringContaining('DISCORD_TOKEN') });
    for (const { err } of [wrong, missing]) expect(err.trim().split('\n')).toHaveLength(1);
  });
});
