import { describe, expect, it } from 'vitest';
import { EPHEMERAL } from '../../fakes/discord/check-body.ts';
import { textOf } from '../../fakes/discord/seen.ts';
import { paragraphs, PORT_QUESTION, stand } from './stand.ts';

describe('the options of /op25b', () => {
  it('fills in the server and the words beside it', async () => {
    const { fake, channel, hanako, taken } = await stand();
    fake.people.slash(channel, hanako, { server: ' smtp.example.jp ', question: 'cannot send' });
    expect(await taken(0)).toMatchObject({
      event: { type: 'filled', answers: { server: 'smtp.example.jp' }, text: 'cannot send' },
    });
    fake.people.slash(channel, hanako, { question: 'cannot send' });
    expect(await taken(1)).toMatchObject({ event: { type: 'said', text: 'cannot send' } });
  });

  it('fixes the language that the person chose, else begins in that of their Discord, else that of the guild', async () => {
    const { fake, channel, guild, hanako, taken } = await stand();
    fake.people.slash(channel, hanako, { language: 'ja' });
    expect(await taken(0)).toMatchObject({ language: 'ja', languageChosen: true });
    fake.people.slash(channel, hanako, {}, { locale: 'ja' });
    expect(await taken(1)).toMatchObject({ language: 'ja' });
    expect(await taken(1)).not.toHaveProperty('languageChosen');
    guild.locale = 'ja';
    fake.people.slash(channel, hanako, {}, { locale: 'fr' });
    expect(await taken(2)).toMatchObject({ language: 'ja' });
    guild.locale = 'de';
    fake.people.slash(channel, hanako, {}, { locale: 'fr' });
    expect(await taken(3)).toMatchObject({ language: null });
  });

  it('goes on in a direct message when that is asked for', async () => {
    const { fake, channel, hanako, taken, say, whereIs, messageOf } = await stand();
    const interaction = fake.people.slash(channel, hanako, { private: true });
    const { conversation } = await taken(0);
    expect(interaction.ephemeral).toBe(true);
    const asked = await say(conversation, PORT_QUESTION);
    expect(whereIs(asked)).toMatchObject({ type: 1 });
    expect(interaction.answer && textOf(interaction.answer)).toContain('direct message');
    fake.people.press(messageOf(asked), hanako, '25');
    expect(await taken(1)).toMatchObject({ conversation, event: { value: '25' } });
    fake.people.say(whereIs(asked), hanako, 'and now?');
    expect(await taken(2)).toMatchObject({ conversation, event: { type: 'said', text: 'and now?' } });
  });

  it('stays between the two when the person takes no direct messages', async () => {
    const { fake, channel, hanako, taken, say, messageOf } = await stand();
    hanako.refusesDirect = true;
    fake.people.slash(channel, hanako, { private: true });
    const { conversation } = await taken(0);
    const asked = messageOf(await say(conversation, PORT_QUESTION));
    expect(asked).toMatchObject({ channel: channel.id, flags: expect.any(Number) });
    expect(asked.flags & EPHEMERAL).toBe(EPHEMERAL);
    fake.people.press(asked, hanako, '587');
    await taken(1);
    const next = messageOf(await say(conversation, paragraphs('Thanks')));
    expect(next.flags & EPHEMERAL).toBe(EPHEMERAL);
    expect([...channel.messages.values()].filter(({ flags }) => (flags & EPHEMERAL) === 0)).toEqual([]);
  });

  it('does something with the latest case, and says where it is', async () => {
    const { fake, channel, hanako, taken, say, whereIs } = await stand();
    const none = fake.people.slash(channel, hanako, { action: 'resume' });
    await fake.waitFor(() => none.answer && textOf(none.answer) !== '', 'an answer');
    expect(none.answer && textOf(none.answer)).toContain('no case');
    fake.people.slash(channel, hanako);
    const { conversation } = await taken(0);
    const thread = whereIs(await say(conversation, PORT_QUESTION));
    const resumed = fake.people.slash(channel, hanako, { action: 'resume' });
    expect(await taken(1)).toMatchObject({ conversation, event: { type: 'commanded', command: 'resume' } });
    await fake.waitFor(() => resumed.answer && textOf(resumed.answer) !== '', 'an answer');
    expect(resumed.ephemeral).toBe(true);
    expect(resumed.answer && textOf(resumed.answer)).toContain(`<#${thread.id}>`);
    fake.people.slash(thread, hanako, { action: 'hand-off' });
    expect(await taken(2)).toMatchObject({ conversation, event: { type: 'commanded', command: 'hand-off' } });
  });

  it('belongs to the case of the thread in which it is used', async () => {
    const { fake, channel, hanako, taken, say, whereIs } = await stand();
    fake.people.slash(channel, hanako);
    const { conversation } = await taken(0);
    const thread = whereIs(await say(conversation, PORT_QUESTION));
    fake.people.slash(thread, hanako, { server: 'smtp.example.jp' });
    expect(await taken(1)).toMatchObject({ conversation, event: { type: 'filled' } });
    fake.people.slash(thread, hanako);
    expect(await taken(2)).toMatchObject({ conversation, event: { type: 'commanded', command: 'resume' } });
  });

  it('holds a case in a thread that somebody else made', async () => {
    const { fake, channel, guild, hanako, taken, say, whereIs } = await stand();
    const thread = fake.world.addChannel('talk', { type: 11, guild: guild.id, parent: channel.id });
    const interaction = fake.people.slash(thread, hanako);
    const { conversation } = await taken(0);
    expect(whereIs(await say(conversation, PORT_QUESTION))).toBe(thread);
    expect(interaction.ephemeral).toBe(true);
    fake.people.mention(thread, hanako, 'port 25');
    expect(await taken(1)).toMatchObject({ conversation, event: { type: 'said', text: 'port 25' } });
  });
});

describe('a mention', () => {
  it('begins a case in a thread on that message, and goes on with a mention in it', async () => {
    const { fake, channel, hanako, taken, say, whereIs, messageOf } = await stand();
    const message = fake.people.mention(channel, hanako, 'I cannot send mail');
    const happened = await taken(0);
    expect(happened).toMatchObject({
      eventId: message.id,
      language: null,
      event: { type: 'said', text: 'I cannot send mail' },
    });
    const { conversation } = happened;
    const thread = whereIs(await say(conversation, PORT_QUESTION));
    expect(thread).toMatchObject({ id: message.id, type: 11, parent: channel.id });
    expect(thread.members).toContain(hanako.id);
    fake.people.mention(thread, hanako, '25');
    expect(await taken(1)).toMatchObject({ conversation, event: { type: 'said', text: '25' } });
    expect(whereIs(await say(conversation, PORT_QUESTION))).toBe(thread);
    fake.people.press(messageOf(await say(conversation, PORT_QUESTION)), hanako, '25');
    expect(await taken(2)).toMatchObject({ conversation, event: { type: 'answered' } });
  });

  it('alone begins a case', async () => {
    const { fake, channel, hanako, taken } = await stand();
    fake.people.mention(channel, hanako, '');
    expect(await taken(0)).toMatchObject({ event: { type: 'started' } });
  });

  it('answers in the channel where no thread can be made, and goes on with a reply', async () => {
    const { fake, channel, hanako, taken, say, messageOf } = await stand();
    channel.permissions &= ~(1n << 35n);
    const message = fake.people.mention(channel, hanako, 'help');
    const { conversation } = await taken(0);
    const asked = messageOf(await say(conversation, PORT_QUESTION));
    expect(asked).toMatchObject({ channel: channel.id, reference: message.id });
    fake.people.mention(channel, hanako, '25', asked);
    expect(await taken(1)).toMatchObject({ conversation, event: { type: 'said', text: '25' } });
    expect(messageOf(await say(conversation, PORT_QUESTION)).channel).toBe(channel.id);
  });

  it('is needed in the thread of a case: whoever forgets it is told so once', async () => {
    const { fake, channel, hanako, taken, say, whereIs } = await stand();
    fake.people.slash(channel, hanako);
    const { conversation } = await taken(0);
    const thread = whereIs(await say(conversation, PORT_QUESTION));
    fake.people.say(thread, hanako, 'port 25');
    await fake.waitFor(() => [...thread.messages.values()].some((one) => textOf(one).includes('mention')), 'a hint');
    fake.people.say(thread, hanako, 'hello?');
    fake.people.mention(thread, hanako, 'port 25');
    await taken(1);
    expect([...thread.messages.values()].filter((one) => textOf(one).includes('mention')).length).toBe(1);
  });

  it('by a bot, or of somebody else, is no message to this one', async () => {
    const { fake, channel, hanako, inbox, taken } = await stand();
    const other = fake.world.addUser('other-bot');
    other.bot = true;
    fake.people.mention(channel, other, 'spam');
    fake.people.say(channel, hanako, `<@${other.id}> hello`);
    fake.people.mention(channel, hanako, 'help');
    expect(await taken(0)).toMatchObject({ event: { text: 'help' } });
    expect(inbox.taken.length).toBe(1);
  });
});

describe('a direct message', () => {
  it('begins a case, and the next one goes on with it', async () => {
    const { fake, hanako, taken, say, whereIs, messageOf } = await stand();
    const direct = fake.world.direct(hanako);
    fake.people.say(direct, hanako, 'メールが送れません');
    const { conversation, event, workspace } = await taken(0);
    expect(event).toEqual({ type: 'said', text: 'メールが送れません' });
    expect(workspace).toBe(`discord:direct:${hanako.id}`);
    const asked = await say(conversation, PORT_QUESTION);
    expect(whereIs(asked)).toBe(direct);
    fake.people.say(direct, hanako, '587');
    expect(await taken(1)).toMatchObject({ conversation, event: { text: '587' } });
    fake.people.press(messageOf(asked), hanako, '25');
    expect(await taken(2)).toMatchObject({ conversation });
  });

  it('begins a new case when the last one ended long ago', async () => {
    const { fake, hanako, inbox, taken } = await stand();
    const direct = fake.world.direct(hanako);
    fake.people.say(direct, hanako, 'one');
    const first = (await taken(0)).conversation;
    const held = inbox.cases.get(first);
    if (held) held.status = 'closed';
    fake.people.say(direct, hanako, 'thanks');
    expect(await taken(1)).toMatchObject({ conversation: first });
    fake.world.advance(25 * 60 * 60_000);
    fake.people.say(direct, hanako, 'again');
    expect((await taken(2)).conversation).not.toBe(first);
  });

  it('may be /op25b: the first message is its answer', async () => {
    const { fake, hanako, taken, say, messageOf } = await stand();
    const direct = fake.world.direct(hanako);
    const interaction = fake.people.slash(direct, hanako, {}, { locale: 'ja' });
    const { conversation } = await taken(0);
    expect(messageOf(await say(conversation, PORT_QUESTION))).toBe(interaction.answer);
    const next = messageOf(await say(conversation, PORT_QUESTION));
    expect(next.channel).toBe(direct.id);
    expect(next.token).toBeNull();
  });
});

describe('“Diagnose this” on a message', () => {
  it('begins a case with the words of that message', async () => {
    const { fake, channel, hanako, taken, say, whereIs } = await stand();
    const error = fake.people.say(channel, fake.world.addUser('taro'), '550 5.7.1 relaying denied');
    const interaction = fake.people.messageCommand(error, hanako);
    const { conversation, event, person } = await taken(0);
    expect(event).toEqual({ type: 'said', text: '550 5.7.1 relaying denied' });
    expect(person).toBe(`discord:${hanako.id}`);
    expect(whereIs(await say(conversation, PORT_QUESTION)).id).toBe(interaction.answer?.id);
  });
});

describe('an app that is installed for a user alone', () => {
  it('talks through the answers to what the person presses', async () => {
    const { fake, channel, hanako, taken, say, messageOf } = await stand();
    channel.permissions = 0n;
    const interaction = fake.people.slash(channel, hanako, {}, { userInstall: true });
    const { conversation } = await taken(0);
    const asked = messageOf(await say(conversation, PORT_QUESTION));
    expect(asked).toBe(interaction.answer);
    const press = fake.people.press(asked, hanako, '25', { userInstall: true });
    await taken(1);
    expect(messageOf(await say(conversation, PORT_QUESTION)).token).toBe(press.token);
    fake.world.advance(15 * 60_000);
    expect(messageOf(await say(conversation, PORT_QUESTION)).channel).toBe(fake.world.direct(hanako).id);
  });
});
