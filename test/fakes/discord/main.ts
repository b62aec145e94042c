import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { FakeDiscord } from './fake-discord.ts';
import { count, record, words } from './json.ts';
import { load } from './load.ts';
import { buttonsOf, optionsOf, textOf } from './seen.ts';

/**
 * A fake Discord as a process of its own, with one guild, one channel and one person. It prints one JSON line:
 * `{"url","token","guild","channel","user"}`. Each line on its input is something that the person does in the channel:
 * `{"do":"slash","options":{…}}`, `{"do":"mention","text":"…"}`, `{"do":"direct","text":"…"}`,
 * `{"do":"load","perSecond":200,"seconds":10}` (`/op25b`, many times), `{"do":"press","message":"…","label":"…"}` (or `choose`), `{"do":"messages"}`.
 * Each is answered with one JSON line. End of input ends it.
 */
const fake = await FakeDiscord.start({ port: Number(process.env['PORT'] ?? 0) });
const guild = fake.world.addGuild('Mail users', process.env['GUILD_LOCALE'] ?? 'ja');
const channel = fake.world.addChannel('help', { guild: guild.id });
const user = fake.world.addUser('hanako');

const write = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`);
write({ url: fake.url, token: fake.token, guild: guild.id, channel: channel.id, user: user.id });

const input = createInterface({ input: process.stdin });
input.on('line', (line) => {
  const asked = record(JSON.parse(line));
  const text = words(asked['text']);
  switch (asked['do']) {
    case 'slash': {
      const options = Object.entries(record(asked['options'])).map(([name, value]) => [
        name,
        value === true || words(value),
      ]);
      const { id } = fake.people.slash(channel, user, Object.fromEntries(options), {
        locale: words(asked['locale']) || 'ja',
      });
      return write({ interaction: id });
    }
    case 'mention':
      return write({ message: fake.people.mention(channel, user, text).id });
    case 'direct':
      return write({ message: fake.people.say(fake.world.direct(user), user, text).id });
    case 'load':
      void load(fake, { perSecond: count(asked['perSecond']), seconds: count(asked['seconds']) }).then(write);
      return undefined;
    case 'press':
    case 'choose': {
      const all = [...fake.world.channels.values()].flatMap(({ messages }) => [...messages.values()]);
      const found = all.find(({ id }) => id === asked['message']);
      if (!found) return write({ error: 'unknown message' });
      return write({ interaction: fake.people[asked['do']](found, user, words(asked['label'])).id });
    }
    default: {
      const all = [...fake.world.channels.values()].flatMap(({ messages }) => [...messages.values()]);
      return write({
        messages: all.map((message) => ({
          id: message.id,
          channel: message.channel,
          text: textOf(message),
          buttons: buttonsOf(message),
          options: optionsOf(message),
        })),
      });
    }
  }
});
await once(input, 'close');
await fake.close();
