import { afterEach, describe, expect, it } from 'vitest';
import { writeComponent } from '../../src/adapters/slack/component-id.ts';
import { writeComponentId } from '../../src/adapters/discord/component-id.ts';
import { createEngine } from '../../src/conversation/engine.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { PORT_QUESTION, stand } from '../adapters/discord/stand.ts';
import { Desk, portQuestion } from '../adapters/slack/desk.ts';
import { EPHEMERAL } from '../fakes/discord/check-body.ts';
import type { Interaction } from '../fakes/discord/interactions.ts';
import { textOf as discordText } from '../fakes/discord/seen.ts';
import type { Channel, User } from '../fakes/discord/world.ts';
import { textOf } from '../fakes/slack/block-rules.ts';

describe('a button on Slack that was forged', () => {
  let desk: Desk;
  afterEach(() => desk.close());

  /** Presses a button with this id in this channel; resolves once the person was told something alone, or not. */
  async function press(id: string, channel: string, user: string): Promise<string> {
    const blocks = [
      { type: 'actions', elements: [{ type: 'button', action_id: id, text: { type: 'plain_text', text: 'x' } }] },
    ];
    const team = desk.slack.team();
    const shown = team.add({
      channel,
      bot: team.botId,
      user: team.botUser,
      text: '',
      blocks,
      thread: null,
      ephemeralTo: null,
    });
    expect(await desk.people.press(shown, id, { user }).acked).not.toBeNull();
    const whisper = await desk.slack.until(() => desk.whispers(user).at(-1));
    return textOf(whisper.blocks);
  }

  const component = (conversation: string) =>
    writeComponent({ kind: 'answer', language: 'ja', conversation, question: 'port', choice: '25' });

  it('for a case of another channel, of the direct messages of somebody else, or of none has no effect', async () => {
    desk = await Desk.open('socket');
    desk.people.command('');
    const inChannel = await desk.happening();
    await desk.say(inChannel, portQuestion);
    desk.people.direct('送れません', { user: 'U3' });
    const direct = await desk.happening(({ person }) => person.endsWith('U3'));
    const own = desk.slack.team().direct('U2').id;
    for (const [conversation, channel] of [
      [inChannel.conversation, 'CDESK'],
      [inChannel.conversation, own],
      [direct.conversation, own],
      [direct.conversation, 'C1'],
      ['ABCDE-12345', 'C1'],
    ] as const) {
      expect(await press(component(conversation), channel, 'U2')).toContain('この場所では使えません');
    }
    expect(desk.inbox.taken).toHaveLength(2);
  });

  it.each([
    'op25b/1/answer/ja/ABCDE-12345/no-such-question/25',
    'op25b/1/pick/ja/ABCDE-12345/port/x',
    'op25b/1/desk/ja/ABCDE-12345/erase',
    'op25b/1/answer/xx/ABCDE-12345/port/25',
    'op25b/2/answer/ja/ABCDE-12345/port/25',
    'op25b/1/answer/ja/%E0%A4%A/port/25',
    'op25b/1/answer/ja//port/25',
    'op25b/',
  ])('%s: said to be too old, without effect', async (id) => {
    desk = await Desk.open('socket');
    expect(await press(id, 'C1', 'U3')).toContain('古いため');
    expect(desk.inbox.taken).toEqual([]);
  });

  it('form included: it names a place where its case is not held', async () => {
    desk = await Desk.open('socket');
    desk.people.command('', { channel: 'C1' });
    const { conversation } = await desk.happening();
    const metadata = { kind: 'answer', language: 'ja', conversation, question: 'port', channel: 'CDESK', thread: null };
    const view = { type: 'modal', callback_id: 'op25b/1/form', private_metadata: JSON.stringify(metadata), blocks: [] };
    const form = { id: 'VFORGED', team: 'T1', user: 'U2', type: 'modal' as const, view, hash: 'h' };
    await desk.people.submit(form, {}).acked;
    await desk.slack.until(() => desk.whispers('U2')[0]);
    expect(desk.inbox.taken).toHaveLength(1);
  });
});

describe('a button on Discord that was forged', () => {
  it('in another guild, another channel, or somebody else’s direct messages has no effect', async () => {
    const { fake, channel, hanako, inbox, taken, say } = await stand();
    const { world, people } = fake;
    people.slash(channel, hanako);
    const { conversation } = await taken(0);
    await say(conversation, PORT_QUESTION);
    const mallory = world.addUser('mallory');
    const elsewhere = world.addGuild('Elsewhere');
    const id = writeComponentId({ kind: 'choice', conversation, question: 'port', choice: '25' });
    const pressIn = (where: Channel, who: User): Interaction => {
      const components = [{ type: 1, components: [{ type: 2, style: 2, label: 'x', custom_id: id }] }];
      return people.press(world.addMessage(where, world.bot, { components }), who, 'x');
    };
    const refused = async (where: Channel) => {
      const press = pressIn(where, mallory);
      const told = await fake.waitFor(() => press.followUps[0], 'a word about it');
      expect(told.flags & EPHEMERAL).toBe(EPHEMERAL);
      expect(discordText(told)).not.toContain(conversation);
    };
    await refused(world.addChannel('help', { guild: elsewhere.id }));
    await refused(world.addChannel('other', { guild: channel.guild }));
    await refused(world.direct(mallory));
    // The same channel told with another guild: ids of Discord are unique, so that this is never honest.
    channel.guild = elsewhere.id;
    await refused(channel);
    expect(inbox.taken).toHaveLength(1);
  });

  it.each([
    ['o1/choice/ABCDE-12345/no-such-question/25'],
    ['o1/menu/ABCDE-12345/port/x'],
    ['o1/desk/ABCDE-12345/erase'],
    ['o1/choice/%E0%A4%A/port/25'],
    ['o9/choice/ABCDE-12345/port/25'],
    ['another bot’s'],
  ])('%s: said not to work, without effect', async (custom_id) => {
    const { fake, channel, hanako, inbox } = await stand();
    const components = [{ type: 1, components: [{ type: 2, style: 2, label: 'x', custom_id }] }];
    const press = fake.people.press(fake.world.addMessage(channel, fake.world.bot, { components }), hanako, 'x');
    await fake.waitFor(() => press.answer, 'a word about it');
    expect(press.ephemeral).toBe(true);
    expect(inbox.taken).toEqual([]);
  });
});

describe('a choice that the question does not offer', () => {
  const knowledge = loadKnowledge();
  const desk = { name: { ja: '窓口', en: 'desk' }, contact: null, hours: null, reachable: true };
  const engine = createEngine({ ...knowledge.engine, desk });
  const begun = engine.step(engine.begin('ABCDE-12345', 'ja'), { type: 'started' }).conversation;

  it.each(['smtp.example.jp', 'hand-off', '担当者に代わって', '25; DROP TABLE', ''])('%j is no answer', (value) => {
    const { conversation, effects } = engine.step(begun, { type: 'answered', question: 'port', value, chosen: true });
    expect(conversation.facts).toEqual(begun.facts);
    expect(conversation.status).toBe('open');
    expect(effects.map(({ type }) => type)).toEqual(['say']);
    expect(JSON.stringify(effects)).not.toContain(value === '' ? 'DROP' : value);
  });

  it('is one when the person wrote it', () => {
    const { effects } = engine.step(begun, { type: 'answered', question: 'server', value: 'smtp.example.jp' });
    expect(effects.map(({ type }) => type)).toContain('probe');
  });
});
