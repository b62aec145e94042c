import { describe, expect, it } from 'vitest';
import { EPHEMERAL } from '../../fakes/discord/check-body.ts';
import { textOf } from '../../fakes/discord/seen.ts';
import { PORT_QUESTION, stand } from './stand.ts';

describe('the connection', () => {
  it('asks for no privileged intent', async () => {
    const { fake } = await stand();
    expect(fake.gateway.identified).toMatchObject([{ intents: 1 + 512 + 4096 }]);
  });

  it('tells when Discord was last heard: by each heartbeat that is answered', async () => {
    const { fake, adapter } = await stand({ heartbeatMs: 60 });
    const first = adapter.health().lastHeard ?? 0;
    expect(first).toBeGreaterThan(0);
    await fake.waitFor(() => (adapter.health().lastHeard ?? 0) > first, 'a heartbeat');
    expect(adapter.health()).toMatchObject({ state: 'connected', problem: null });
  });

  it('that has gone deaf is taken up again', async () => {
    const { fake, adapter } = await stand({ heartbeatMs: 60 });
    await fake.waitFor(() => fake.gateway.heartbeats > 1, 'heartbeats');
    fake.gateway.deaf = true;
    await fake.waitFor(() => fake.gateway.resumed.length > 0, 'the SDK takes the session up again');
    fake.gateway.deaf = false;
    await fake.waitFor(() => adapter.health().state === 'connected', 'connected again');
  });

  it('is taken up again when Discord asks for it or drops it, and what happened in between arrives once', async () => {
    const { fake, adapter, channel, hanako, inbox, taken } = await stand();
    fake.people.mention(channel, hanako, 'one');
    await taken(0);
    fake.gateway.askToReconnect();
    await fake.waitFor(() => fake.gateway.resumed.length === 1, 'a resume');
    await fake.waitFor(() => adapter.health().state === 'connected', 'connected again');
    fake.gateway.drop();
    await fake.waitFor(() => adapter.health().state === 'connecting', 'the drop is seen');
    fake.people.mention(channel, hanako, 'two');
    await taken(1);
    fake.people.repeat();
    fake.people.mention(channel, hanako, 'three');
    await taken(2);
    expect(inbox.taken.map(({ event }) => event)).toMatchObject([{ text: 'one' }, { text: 'two' }, { text: 'three' }]);
    await fake.waitFor(() => adapter.health().state === 'connected', 'connected again');
    expect(fake.gateway.identified.length).toBe(1);
  });

  it('with a wrong token is refused for good, with a remedy', async () => {
    const { adapter, inbox } = await stand({ connect: false, settings: { token: 'wrong' } });
    await expect(adapter.start(inbox)).rejects.toMatchObject({
      permanent: true,
      message: expect.stringContaining('DISCORD_TOKEN'),
    });
    expect(adapter.health()).toMatchObject({ state: 'failed', problem: expect.stringContaining('DISCORD_TOKEN') });
  });

  it('that is closed for good later is said to be so', async () => {
    const { fake, adapter, lines } = await stand();
    fake.gateway.drop(4014);
    await fake.waitFor(() => adapter.health().state === 'failed', 'the failure is seen');
    expect(adapter.health().problem).toContain('intent');
    expect(lines.map(({ message }) => message)).toContain('shard-closed-for-good');
  });

  it('can be tried again when Discord was away', async () => {
    const { fake, adapter, inbox, channel, hanako, taken } = await stand({ connect: false });
    fake.faults.answer('GET', /^\/gateway\/bot$/, { status: 503, body: {} }, 2);
    await expect(adapter.start(inbox)).rejects.toMatchObject({ permanent: false });
    expect(adapter.health().state).toBe('failed');
    await adapter.start(inbox);
    fake.people.slash(channel, hanako);
    await taken(0);
  });

  it('runs as many shards as Discord recommends, or those that are set', async () => {
    const all = await stand({ shards: 3 });
    expect(all.fake.gateway.identified.map(({ shard }) => shard)).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
    ]);
    const some = await stand({ settings: { shards: [1, 2], shardCount: 4 } });
    expect(some.fake.gateway.identified.map(({ shard }) => shard)).toEqual([
      [1, 4],
      [2, 4],
    ]);
  });
});

describe('an interaction', () => {
  it('is answered before anything is looked up', async () => {
    const { fake, channel, hanako, inbox } = await stand();
    let answeredFirst: boolean | null = null;
    const receive = inbox.receive.bind(inbox);
    const interaction = fake.people.slash(channel, hanako);
    inbox.receive = (happening) => {
      answeredFirst = interaction.answered !== null;
      return receive(happening);
    };
    await fake.waitFor(() => inbox.taken[0], 'the event');
    expect(answeredFirst).toBe(true);
  });

  it('that comes twice has one effect', async () => {
    const { fake, adapter, channel, hanako, inbox, taken, say, messageOf } = await stand();
    fake.people.slash(channel, hanako);
    fake.people.repeat();
    const { conversation } = await taken(0);
    const asked = messageOf(await say(conversation, PORT_QUESTION));
    fake.people.press(asked, hanako, '25');
    fake.people.repeat();
    await taken(1);
    fake.people.mention(channel, hanako, 'end');
    await taken(2);
    expect(inbox.taken.length).toBe(3);
    expect(adapter.health().problem).toBeNull();
  });

  it('that is seen too late is dropped if it is a command, and counts if it is a click', async () => {
    const { fake, channel, hanako, inbox, lines, taken, say, messageOf } = await stand();
    fake.people.slash(channel, hanako);
    const { conversation } = await taken(0);
    const asked = messageOf(await say(conversation, PORT_QUESTION));
    fake.people.slash(channel, hanako);
    fake.world.advance(4_000);
    await fake.waitFor(() => lines.some(({ message }) => message === 'interaction-unanswered'), 'a warning');
    expect(inbox.taken.length).toBe(1);
    fake.people.press(asked, hanako, '25');
    fake.world.advance(4_000);
    expect(await taken(1)).toMatchObject({ conversation });
  });

  it('that another process has answered shows that the token is used twice', async () => {
    const { fake, adapter, newAdapter, channel, hanako, inbox, lines, taken } = await stand();
    const second = newAdapter();
    await second.start(inbox);
    fake.people.slash(channel, hanako);
    await taken(0);
    await fake.waitFor(() => lines.some(({ message }) => message === 'token-used-twice'), 'a line in the log');
    const problems = [adapter.health().problem, second.health().problem].filter((problem) => problem !== null);
    expect(problems).toEqual([expect.stringContaining('DISCORD_TOKEN')]);
    expect(inbox.taken.length).toBe(1);
    fake.world.advance(11 * 60_000);
    expect([adapter.health().problem, second.health().problem]).toEqual([null, null]);
    await second.close();
  });

  it('over a limit is answered to the person alone', async () => {
    const { fake, channel, hanako, inbox, taken, say, messageOf } = await stand();
    inbox.answerNext = { type: 'limited', words: 'Try again in 10 s' };
    const interaction = fake.people.slash(channel, hanako);
    const [told] = await fake.waitFor(() => interaction.followUps.length > 0 && interaction.followUps, 'an answer');
    expect(told && textOf(told)).toBe('Try again in 10 s');
    expect((told?.flags ?? 0) & EPHEMERAL).toBe(EPHEMERAL);
    expect([...channel.messages.values()].filter(({ flags }) => (flags & EPHEMERAL) === 0)).toEqual([]);

    fake.people.slash(channel, hanako);
    const { conversation } = await taken(0);
    const asked = messageOf(await say(conversation, PORT_QUESTION));
    inbox.answerNext = { type: 'limited', words: 'Try again in 9 s' };
    const press = fake.people.press(asked, hanako, '25');
    await fake.waitFor(() => press.followUps[0], 'an answer');
    expect(textOf(asked)).toBe('Which port?');

    inbox.answerNext = { type: 'limited', words: 'Try again in 8 s' };
    fake.people.mention(channel, hanako, 'hello');
    const direct = fake.world.direct(hanako);
    await fake.waitFor(() => direct.messages.size > 0, 'a direct message');
    expect([...direct.messages.values()].map(textOf)).toEqual(['Try again in 8 s']);
  });

  it('that cannot be written down is said to be lost', async () => {
    const { fake, channel, hanako, inbox } = await stand();
    inbox.answerNext = new Error('the journal is away');
    const interaction = fake.people.slash(channel, hanako, {}, { locale: 'ja' });
    const [told] = await fake.waitFor(() => interaction.followUps.length > 0 && interaction.followUps, 'an answer');
    expect(told && textOf(told)).toContain('もう一度');
  });

  it('while the process stops is turned away, and what was taken is handed over first', async () => {
    const { fake, adapter, channel, hanako, inbox, taken, say } = await stand();
    const receive = inbox.receive.bind(inbox);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    inbox.receive = async (happening) => {
      await held;
      return receive(happening);
    };
    const first = fake.people.slash(channel, hanako);
    await fake.waitFor(() => first.answered !== null, 'the answer');
    const stopped = adapter.stop();
    const late = fake.people.slash(channel, hanako, {}, { locale: 'ja' });
    await fake.waitFor(() => late.answer, 'an answer');
    expect(late).toMatchObject({ answered: 4, ephemeral: true });
    release();
    await stopped;
    const { conversation } = await taken(0);
    expect(inbox.taken.length).toBe(1);
    expect(await say(conversation, PORT_QUESTION)).toMatchObject({ type: 'done' });
    await adapter.close();
    await fake.waitFor(() => fake.gateway.sessions.length === 0, 'the session is over');
  });
});
