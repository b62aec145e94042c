import { InteractionType } from 'discord.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createGatewayThread, type FromGateway } from '../../../src/adapters/discord/gateway-thread.ts';
import { EPHEMERAL } from '../../fakes/discord/check-body.ts';
import { textOf } from '../../fakes/discord/seen.ts';
import { PORT_QUESTION, stand } from './stand.ts';

type Told = Exclude<FromGateway, { type: 'health' }>;

/** A gateway whose events nobody handles: they are only kept here. */
async function prepare(settings: Parameters<typeof stand>[0] = {}) {
  const here = await stand({ connect: false, ...settings });
  const told: Told[] = [];
  const gateway = createGatewayThread(here.settings, here.parts, {
    interaction: (interaction, answered) => void told.push({ type: 'interaction', interaction, answered }),
    message: (message, known) => void told.push({ type: 'message', message, known }),
  });
  onTestFinished(() => gateway.close());
  const next = () => here.fake.waitFor(() => told.shift(), 'something from the gateway');
  return { ...here, gateway, next };
}

const callbacks = (calls: { path: string; body: unknown }[]) => calls.filter(({ path }) => path.endsWith('/callback'));

describe('a gateway in a thread of its own', () => {
  it('defers commands by itself, and once; for whom to see is settled then', async () => {
    const { fake, gateway, channel, hanako, next } = await prepare();
    await gateway.open();
    fake.people.slash(channel, hanako);
    fake.people.repeat();
    expect(await next()).toMatchObject({ answered: { type: 'ours', sent: { channel: channel.id } } });
    fake.people.slash(channel, hanako, { action: 'resume' });
    expect(await next()).toMatchObject({ interaction: { type: InteractionType.ApplicationCommand } });
    const answers = callbacks(fake.calls);
    expect(answers).toMatchObject([{ body: { type: 5, data: {} } }, { body: { type: 5, data: { flags: EPHEMERAL } } }]);
  });

  it('says when a command was answered elsewhere, or too late', async () => {
    const { fake, gateway, channel, hanako, next } = await prepare();
    await gateway.open();
    fake.faults.answer('POST', /callback$/, { status: 404, body: { code: 10_062, message: 'Unknown interaction' } }, 1);
    fake.people.slash(channel, hanako);
    expect(await next()).toMatchObject({ answered: { type: 'failed', code: 10_062 } });
    fake.faults.answer('POST', /callback$/, { status: 400, body: { code: 40_060, message: 'Acknowledged' } }, 1);
    fake.people.slash(channel, hanako);
    expect(await next()).toMatchObject({ answered: { type: 'taken' } });
  });

  it('hands messages over with what the gateway knows of their place', async () => {
    const { fake, gateway, channel, guild, hanako, next } = await prepare();
    await gateway.open();
    fake.people.mention(channel, hanako, 'help');
    expect(await next()).toMatchObject({
      message: { author: { id: hanako.id } },
      known: { bot: expect.any(String), guildLocale: guild.locale, channel: { isThread: false, parent: null } },
    });
  });

  it('answers nothing once it is paused', async () => {
    const { fake, gateway, channel, hanako, next } = await prepare();
    await gateway.open();
    gateway.pause();
    fake.people.mention(channel, hanako, 'first');
    await next();
    fake.people.slash(channel, hanako);
    expect(await next()).toMatchObject({ answered: null });
    expect(callbacks(fake.calls)).toEqual([]);
  });

  it('with a wrong token is refused for good, with a remedy', async () => {
    const { gateway } = await prepare({ settings: { token: 'wrong' } });
    await expect(gateway.open()).rejects.toMatchObject({
      permanent: true,
      message: expect.stringContaining('DISCORD_TOKEN'),
    });
    expect(gateway.health()).toMatchObject({ state: 'failed' });
  });
});

describe('a bot whose gateway has a thread of its own', () => {
  it('takes commands, and presses after a drop of the line', async () => {
    const { fake, channel, hanako, taken, say, messageOf } = await stand({ settings: { ownThread: true } });
    fake.people.slash(channel, hanako);
    const { conversation } = await taken(0);
    const asked = messageOf(await say(conversation, PORT_QUESTION));
    fake.gateway.drop();
    await fake.waitFor(() => fake.gateway.resumed.length === 1, 'a resume');
    fake.people.press(asked, hanako, '25');
    expect(await taken(1)).toMatchObject({ conversation, event: { type: 'answered', value: '25' } });
  });

  it.each(['before', 'after'])('tells whoever asks while it stops, %s the thread knows', async (when) => {
    const { fake, adapter, channel, hanako, inbox } = await stand({ settings: { ownThread: true } });
    const ask = () => fake.people.slash(channel, hanako, {}, { locale: 'ja' });
    const early = when === 'before' ? ask() : null;
    if (early) await fake.waitFor(() => callbacks(fake.calls)[0], 'the answer of the thread');
    const stopped = adapter.stop();
    const late = early ?? ask();
    await fake.waitFor(() => late.answer && textOf(late.answer).includes('再起動'), 'words');
    await stopped;
    expect(inbox.taken).toEqual([]);
  });
});
