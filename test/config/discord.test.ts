import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';

const token = { DISCORD_TOKEN: 'abc.def.ghi' };

describe('readConfig of Discord', () => {
  it('is off without a token', async () => {
    expect((await readConfig({ DISCORD_SHARDS: '0-3/8' })).discord).toBeNull();
  });

  it.each([
    [undefined, 'auto'],
    ['auto', 'auto'],
    ['0-3/8', { from: 0, to: 3, count: 8 }],
    ['7/8', { from: 7, to: 7, count: 8 }],
  ])('takes DISCORD_SHARDS %s', async (value, shards) => {
    const { discord } = await readConfig({ ...token, ...(value === undefined ? {} : { DISCORD_SHARDS: value }) });
    expect(discord).toEqual({ token: 'abc.def.ghi', apiUrl: null, shards });
  });

  it.each(['8', '3-0/8', '0-8/8', '8/8', '-1/8', '0-3/', 'all'])('refuses DISCORD_SHARDS %s', async (value) => {
    await expect(readConfig({ ...token, DISCORD_SHARDS: value })).rejects.toThrow(/^DISCORD_SHARDS: .*0-3\/8/);
  });

  it('refuses a token with the word in front that the API wants', async () => {
    const attempt = readConfig({ DISCORD_TOKEN: 'Bot abc.def.ghi' });
    await expect(attempt).rejects.toThrow(/^DISCORD_TOKEN: /);
    await expect(attempt).rejects.not.toThrow(/abc/);
  });

  it('refuses an API address that is none', async () => {
    await expect(readConfig({ ...token, DISCORD_API_URL: 'discord.example:1' })).rejects.toThrow(/^DISCORD_API_URL: /);
  });
});
