import { describe, expect, it } from 'vitest';
import { registerCommands } from '../../../src/adapters/discord/register-commands.ts';
import { list, record, words } from '../../fakes/discord/json.ts';
import { stand, translator } from './stand.ts';

describe('registering the commands', () => {
  it('is the same however often it is done', async () => {
    const { fake, settings } = await stand({ connect: false });
    expect(await registerCommands(settings, { translator })).toEqual(['op25b', 'Diagnose this']);
    const first = fake.commands.get('commands');
    await registerCommands(settings, { translator });
    expect(fake.commands.get('commands')).toEqual(first);
  });

  it('offers them in Japanese and English, in guilds, direct messages and for users alone', async () => {
    const { fake, settings } = await stand({ connect: false });
    await registerCommands(settings, { translator });
    const [slash, menu] = list(fake.commands.get('commands')).map(record);
    for (const command of [slash, menu]) {
      expect(command).toMatchObject({ integration_types: [0, 1], contexts: [0, 1, 2] });
    }
    expect(record(slash?.description_localizations)).toHaveProperty('ja');
    expect(record(slash?.description_localizations)).toHaveProperty('en-US');
    expect(record(menu?.name_localizations)).toMatchObject({ 'en-US': 'Diagnose this', ja: 'このエラーを診断' });
    const options = list(slash?.options).map(record);
    expect(options.map(({ name }) => name)).toEqual(['server', 'question', 'private', 'language', 'action']);
    for (const option of options) expect(words(record(option.name_localizations).ja), words(option.name)).not.toBe('');
  });

  it('can be tried out in one guild', async () => {
    const { fake, settings, guild } = await stand({ connect: false });
    await registerCommands(settings, { translator }, { guild: guild.id });
    expect([...fake.commands.keys()]).toEqual([`guilds/${guild.id}/commands`]);
  });

  it('says what to do about a token that is not accepted', async () => {
    const { settings } = await stand({ connect: false });
    const wrong = registerCommands({ ...settings, token: 'wrong' }, { translator });
    await expect(wrong).rejects.toMatchObject({ permanent: true, message: expect.stringContaining('DISCORD_TOKEN') });
  });
});
