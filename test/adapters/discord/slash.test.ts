import { describe, expect, it } from 'vitest';
import { buttonsOf, textOf } from '../../fakes/discord/seen.ts';
import { PORT_QUESTION, stand } from './stand.ts';

describe('/op25b in a channel of a guild', () => {
  it('begins a case whose talk goes on in a thread on the answer', async () => {
    const { fake, channel, guild, hanako, taken, say, messageOf, whereIs } = await stand();
    const interaction = fake.people.slash(channel, hanako);
    const happened = await taken(0);
    expect(interaction).toMatchObject({ answered: 5, ephemeral: false });
    expect(happened).toMatchObject({
      eventId: interaction.id,
      person: `discord:${hanako.id}`,
      workspace: `discord:${guild.id}`,
      language: 'en',
      event: { type: 'started' },
    });

    const asked = await say(happened.conversation, PORT_QUESTION);
    expect(whereIs(asked)).toMatchObject({ type: 11, parent: channel.id, id: interaction.answer?.id });
    expect(whereIs(asked).members).toContain(hanako.id);
    expect(textOf(messageOf(asked))).toBe('Which port?');
    expect(buttonsOf(messageOf(asked))).toEqual(['25', '587', 'I don’t know', 'Write an answer…']);

    const press = fake.people.press(messageOf(asked), hanako, '587');
    expect(await taken(1)).toMatchObject({
      eventId: expect.stringContaining(messageOf(asked).id),
      conversation: happened.conversation,
      event: { type: 'answered', question: 'port', value: '587' },
    });
    expect(press.answered).toBe(6);
    await fake.waitFor(() => buttonsOf(messageOf(asked)).length === 0, 'the question is marked');
    expect(textOf(messageOf(asked))).toBe(`Which port?\n-# ✓ <@${hanako.id}>: \`587\``);
  });
});
