import { afterEach, describe, expect, it } from 'vitest';
import { ANSWER_INPUT } from '../../src/adapters/slack/answer-form.ts';
import { PORT_QUESTION, stand } from '../adapters/discord/stand.ts';
import { Desk, portQuestion } from '../adapters/slack/desk.ts';
import { textOf as discordText } from '../fakes/discord/seen.ts';
import { textOf } from '../fakes/slack/block-rules.ts';
import { controlsIn } from '../fakes/slack/controls-in.ts';

describe('somebody who was taken out of a private channel on Slack', () => {
  let desk: Desk;
  afterEach(() => desk.close());

  /** A case of U1 in a private channel, whose form is open. */
  async function formOpened() {
    desk = await Desk.open('socket');
    const channel = desk.slack.team().addChannel('GPRIV', { private: true });
    desk.people.command('', { channel: channel.id });
    await desk.say(await desk.happening(), portQuestion);
    const asked = desk.posts(channel.id)[0] ?? expect.fail('nothing asked');
    const type = controlsIn(asked.blocks).find(({ label }) => label.includes('入力'))?.id ?? '';
    desk.people.press(asked, type);
    const form = await desk.slack.until(() => desk.slack.team().views.find((view) => view.type === 'modal'));
    return { channel, form };
  }

  it('has no say by a form that was opened before, and is told so alone', async () => {
    const { channel, form } = await formOpened();
    channel.members.delete('U1');
    expect(await desk.people.submit(form, { [ANSWER_INPUT]: '587' }).acked).not.toBeNull();
    const told = await desk.slack.until(() => desk.posts('DU1')[0]);
    expect(textOf(told.blocks)).toContain('この場所では使えません');
    await desk.adapter.stop();
    expect(desk.inbox.taken).toHaveLength(1);
    expect(desk.posts('GPRIV')).toHaveLength(1);
  });

  it('has a say as long as they are there, or where Slack does not tell', async () => {
    const { channel, form } = await formOpened();
    await desk.people.submit(form, { [ANSWER_INPUT]: '587' }).acked;
    await desk.slack.until(() => desk.inbox.taken.length === 2);
    channel.members.delete('U1');
    desk.slack.fail('conversations.info', { error: 'missing_scope' });
    await desk.people.submit({ ...form, id: 'VANOTHER' }, { [ANSWER_INPUT]: '465' }).acked;
    await desk.slack.until(() => desk.inbox.taken.length === 3);
  });

  it('cannot go on with the case from elsewhere', async () => {
    const { channel } = await formOpened();
    const [begun] = desk.inbox.taken;
    desk.inbox.cases.push({
      conversation: begun?.conversation ?? '',
      address: begun?.address ?? null,
      touchedAt: Date.now(),
      language: 'ja',
      server: null,
      cause: null,
      status: 'open',
      resolved: false,
      pending: 'port',
    });
    channel.members.delete('U1');
    desk.people.command('resume');
    const told = await desk.slack.until(() => desk.whispers('U1').at(-1));
    expect(textOf(told.blocks)).not.toContain('GPRIV');
    expect(desk.inbox.taken).toHaveLength(1);
  });
});

describe('somebody who was removed from a guild on Discord', () => {
  it('cannot do anything with their case there from elsewhere', async () => {
    const { fake, guild, channel, hanako, inbox, taken, say } = await stand();
    fake.people.slash(channel, hanako);
    await say((await taken(0)).conversation, PORT_QUESTION);
    const elsewhere = fake.world.addChannel('other', { guild: fake.world.addGuild('Elsewhere').id });
    fake.people.slash(elsewhere, hanako, { action: 'hand-off' });
    expect(await taken(1)).toMatchObject({ event: { type: 'commanded', command: 'hand-off' } });
    guild.gone.add(hanako.id);
    const asked = fake.people.slash(elsewhere, hanako, { action: 'end' });
    const told = await fake.waitFor(() => asked.answer && discordText(asked.answer) !== '' && asked.answer, 'a word');
    expect(discordText(told)).not.toContain(channel.id);
    expect(asked.ephemeral).toBe(true);
    expect(inbox.taken).toHaveLength(2);
  });
});

describe('a bot that talks to the bot', () => {
  let desk: Desk;

  it.each<[string, Record<string, unknown>]>([
    ['another app', { bot_id: 'B9', user: 'U9' }],
    ['an app as it used to be', { subtype: 'bot_message', bot_id: 'B9', user: undefined }],
    ['an app without its id', { subtype: 'bot_message', user: 'U9' }],
    ['itself', { user: 'UT1BOT' }],
    ['itself, told by its app', { bot_id: 'BT1BOT', user: 'UT1BOT' }],
    ['nobody', { user: undefined }],
  ])('on Slack, %s, gets no answer, by mention or directly', async (_who, fields) => {
    desk = await Desk.open('socket');
    try {
      await desk.people.mention('エラーです', { fields }).acked;
      await desk.people.direct('エラーです', { fields }).acked;
      await desk.adapter.stop();
      expect(desk.inbox.taken).toEqual([]);
      expect(desk.slack.callsOf('chat.postMessage')).toEqual([]);
    } finally {
      await desk.close();
    }
  });

  it('on Discord gets no answer: another bot, itself, a webhook', async () => {
    const { fake, channel, adapter, inbox } = await stand();
    const { world, people } = fake;
    const other = { ...world.addUser('other'), bot: true };
    world.users.set(other.id, other);
    people.mention(channel, other, 'エラーです');
    people.mention(channel, world.bot, 'エラーです');
    people.say(world.direct(other), other, 'エラーです');
    const hanako = world.addUser('person');
    fake.gateway.dispatch(
      'MESSAGE_CREATE',
      {
        id: world.id(),
        channel_id: channel.id,
        guild_id: channel.guild,
        author: { id: hanako.id, username: 'hook', discriminator: '0' },
        webhook_id: world.id(),
        content: `<@${world.bot.id}> エラーです`,
        mentions: [{ id: world.bot.id, username: 'op25b', discriminator: '0' }],
        mention_roles: [],
        attachments: [],
        embeds: [],
        timestamp: new Date().toISOString(),
        type: 0,
      },
      channel.guild,
    );
    people.mention(channel, hanako, '人です');
    await fake.waitFor(() => inbox.taken[0], 'the person’s message');
    await adapter.stop();
    expect(inbox.taken.map(({ event }) => event)).toEqual([{ type: 'said', text: '人です' }]);
  });
});
