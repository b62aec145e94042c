import { describe, expect, it } from 'vitest';
import { EPHEMERAL } from '../../fakes/discord/check-body.ts';
import { buttonsOf, optionsOf, textOf } from '../../fakes/discord/seen.ts';
import type { Document } from '../../../src/message/document.ts';
import { PORT_QUESTION, stand } from './stand.ts';

describe('answers', () => {
  const many: Document = {
    blocks: [],
    question: {
      id: 'client',
      choices: Array.from({ length: 30 }, (_, index) => ({ id: `c${index}`, label: `Client ${index}` })),
      freeText: true,
    },
  };

  it('are chosen from menus when there are many, and written into a form', async () => {
    const { fake, channel, hanako, taken, say, messageOf } = await stand();
    fake.people.slash(channel, hanako);
    const { conversation } = await taken(0);
    const asked = messageOf(await say(conversation, many));
    expect(optionsOf(asked).length).toBe(30);
    expect(buttonsOf(asked)).toEqual(['Write an answer…']);
    fake.people.choose(asked, hanako, 'Client 27');
    expect(await taken(1)).toMatchObject({ event: { type: 'answered', question: 'client', value: 'c27' } });
    await fake.waitFor(() => textOf(asked).includes('`Client 27`'), 'the choice is shown');
  });

  it('in a form are taken as they are written, and not shown to others', async () => {
    const { fake, channel, hanako, taken, say, messageOf } = await stand();
    fake.people.slash(channel, hanako);
    const { conversation } = await taken(0);
    const asked = messageOf(await say(conversation, many));
    const opened = fake.people.press(asked, hanako, 'Write an answer…');
    await fake.waitFor(() => opened.modal !== null, 'a form');
    expect(fake.calls.filter(({ path }) => path.includes(opened.token)).length).toBe(1);
    const sent = fake.people.submit(opened, 'Secret client');
    expect(await taken(1)).toMatchObject({
      eventId: sent.id,
      conversation,
      event: { type: 'answered', question: 'client', value: 'Secret client' },
    });
    await fake.waitFor(() => textOf(asked).includes('Answered by'), 'the answer is marked');
    expect(textOf(asked)).not.toContain('Secret');
  });

  it('count once however often the button is pressed, by whomever, which is no sign of another process', async () => {
    const { fake, adapter, channel, hanako, inbox, taken, say, messageOf } = await stand();
    fake.people.slash(channel, hanako);
    const { conversation } = await taken(0);
    const asked = messageOf(await say(conversation, PORT_QUESTION));
    const presses = [hanako, hanako, fake.world.addUser('taro')].map((who) => fake.people.press(asked, who, '25'));
    for (const press of presses) await fake.waitFor(() => press.answered !== null, 'an answer to each press');
    await adapter.stop();
    expect(inbox.taken.map(({ event }) => event.type)).toEqual(['started', 'answered']);
    expect(adapter.health().problem).toBeNull();
  });

  it('count only where the case is held', async () => {
    const { fake, channel, desk, hanako, inbox, taken, say, messageOf } = await stand();
    fake.people.slash(channel, hanako);
    const { conversation } = await taken(0);
    const asked = messageOf(await say(conversation, PORT_QUESTION));
    const copied = fake.world.addMessage(desk, fake.world.bot, { components: asked.components, flags: asked.flags });
    const press = fake.people.press(copied, hanako, '25');
    await fake.waitFor(() => press.followUps[0], 'a word about it');
    expect(inbox.taken.length).toBe(1);
    expect((press.followUps[0]?.flags ?? 0) & EPHEMERAL).toBe(EPHEMERAL);
  });

  it('to a case that is no longer kept, or to a button of an older version, are said to be so', async () => {
    const { fake, channel, hanako, inbox, taken, say, messageOf } = await stand();
    fake.people.slash(channel, hanako);
    const { conversation } = await taken(0);
    const asked = messageOf(await say(conversation, PORT_QUESTION));
    inbox.cases.clear();
    const press = fake.people.press(asked, hanako, '25');
    await fake.waitFor(() => press.followUps[0], 'a word about it');
    const row = { type: 1, components: [{ type: 2, style: 2, label: 'Old', custom_id: 'o0/choice' }] };
    const old = fake.world.addMessage(channel, fake.world.bot, { components: [row] });
    const second = fake.people.press(old, hanako, 'Old');
    await fake.waitFor(() => second.answer, 'a word about it');
    expect(second.ephemeral).toBe(true);
    expect(inbox.taken.length).toBe(1);
  });

  it('may come from two people in one thread', async () => {
    const { fake, channel, hanako, taken, say, messageOf } = await stand();
    fake.people.slash(channel, hanako);
    const { conversation } = await taken(0);
    const asked = messageOf(await say(conversation, PORT_QUESTION));
    const taro = fake.world.addUser('taro');
    fake.people.press(asked, taro, '25');
    expect(await taken(1)).toMatchObject({ conversation, person: `discord:${taro.id}` });
  });

  it('of one person in two channels belong to two cases', async () => {
    const { fake, channel, desk, hanako, taken, say, messageOf } = await stand();
    fake.people.slash(channel, hanako);
    fake.people.slash(desk, hanako);
    const [one, two] = [await taken(0), await taken(1)];
    expect(one.conversation).not.toBe(two.conversation);
    fake.people.press(messageOf(await say(two.conversation, PORT_QUESTION)), hanako, '25');
    expect(await taken(2)).toMatchObject({ conversation: two.conversation });
  });
});
