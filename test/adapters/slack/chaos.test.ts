import { afterEach, describe, expect, it } from 'vitest';
import { DeskApp } from '../../../src/adapters/slack/desk-app.ts';
import { createSocketMode } from '../../../src/adapters/slack/socket-mode.ts';
import { sdkLogger } from '../../../src/adapters/slack/sdk-logger.ts';
import { controlsIn } from '../../fakes/slack/controls-in.ts';
import { Desk, paragraph, portQuestion } from './desk.ts';

let desk: Desk;
afterEach(() => desk.close());

const words = { blocks: [paragraph('返事')] };

describe.each([
  ['on the thread of the conversations', false],
  ['in a thread of its own', true],
])('the line %s', (_, ownThread) => {
  const open = () => Desk.open('socket', { settings: { ownThread } });

  it('that breaks is made anew, and what comes after is taken', async () => {
    desk = await open();
    desk.slack.socket.cut();
    await desk.slack.until(() => desk.slack.socket.connected === 2);
    desk.people.command('');
    await desk.happening();
  });

  it('comes back when Slack was away for a while, and is told as such meanwhile', async () => {
    desk = await open();
    desk.slack.fail('apps.connections.open', { status: 503 }, 1);
    desk.slack.fail('apps.connections.open', { breaks: 'before' }, 1);
    desk.slack.socket.cut();
    await desk.slack.until(() => desk.adapter.health().state === 'connecting');
    await desk.slack.until(() => desk.adapter.health().state === 'connected');
    desk.people.command('');
    await desk.happening();
  });

  it('proves itself alive by pings when nobody says anything', async () => {
    desk = await open();
    const first = desk.adapter.health().lastHeard ?? expect.fail('never heard');
    await desk.slack.until(() => (desk.adapter.health().lastHeard ?? 0) > first);
    expect(desk.inbox.taken).toEqual([]);
  });

  it('that breaks in the middle of a case costs no answer and no message', async () => {
    desk = await open();
    desk.people.command('');
    const started = await desk.happening();
    await desk.say(started, portQuestion);
    desk.slack.socket.cut();
    expect(await desk.say(started, words)).toMatchObject({ type: 'done' });
    await desk.slack.until(() => desk.slack.socket.connected === 2);
    const [message] = desk.posts('C1');
    const button = controlsIn(message?.blocks).find(({ label }) => label === '25');
    if (!message || !button) expect.fail('no button');
    desk.people.press(message, button.id);
    await desk.happening(({ event }) => event.type === 'answered');
  });
});

describe('a connection', () => {
  it('that is open and deaf is replaced', async () => {
    desk = await Desk.open('socket');
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const logger = sdkLogger(log);
    const app = new DeskApp(desk.slack.apiUrl, logger);
    const { appToken, apiUrl } = desk.slack;
    let heard = 0;
    const mode = createSocketMode({
      appToken,
      apiUrl,
      onEvent: (event) => app.processEvent(event),
      logger,
      log,
      onHeard: () => (heard += 1),
      deafMs: 2_500,
    });
    await mode.start();
    await desk.slack.until(() => heard > 2);
    desk.slack.socket.deaf = true;
    await desk.slack.until(() => desk.slack.socket.connected >= 3, 10_000);
    desk.slack.socket.deaf = false;
    await mode.stop();
  });
});

describe('people', () => {
  it('two in one thread are both heard, in one conversation', async () => {
    desk = await Desk.open('socket');
    const { ts } = desk.people.mention('送れません', { user: 'U1' });
    const [one, other] = [
      desk.people.mention('587です', { user: 'U2', thread: ts }),
      desk.people.mention('465かも', { user: 'U3', thread: ts }),
    ];
    expect(await one.acked).not.toBeNull();
    expect(await other.acked).not.toBeNull();
    expect(desk.inbox.taken).toHaveLength(3);
    expect(new Set(desk.inbox.taken.map(({ conversation }) => conversation)).size).toBe(1);
  });

  it('one in two channels has two conversations, each answered where it is', async () => {
    desk = await Desk.open('socket');
    desk.slack.team().addChannel('C9');
    desk.people.command('', { channel: 'C1' });
    desk.people.command('', { channel: 'C9' });
    await desk.slack.until(() => desk.inbox.taken.length === 2);
    for (const started of desk.inbox.taken) await desk.say(started, words);
    expect([desk.posts('C1').length, desk.posts('C9').length]).toEqual([1, 1]);
  });

  it('whose reply overtakes the first message end in the same conversation', async () => {
    desk = await Desk.open('socket');
    const first = desk.people.post('<@UT1BOT> 送れません', { user: 'U1' });
    await desk.people.mention('587です', { thread: first.ts }).acked;
    await desk.people.mention('送れません', { ts: first.ts }).acked;
    expect(new Set(desk.inbox.taken.map(({ conversation }) => conversation)).size).toBe(1);
  });

  it('whose language Slack will not tell any more are served all the same', async () => {
    desk = await Desk.open('socket');
    desk.slack.fail('users.info', { retryAfter: 60 }, 100);
    desk.people.command('');
    expect(await desk.happening()).toMatchObject({ language: null });
    desk.people.command('');
    await desk.slack.until(() => desk.inbox.taken.length === 2);
    // A refusal is remembered for a while.
    expect(desk.slack.callsOf('users.info')).toHaveLength(1);
  });

  it('are asked for their language once a day', async () => {
    desk = await Desk.open('socket');
    for (let index = 0; index < 3; index += 1) await desk.people.mention(`m${index}`).acked;
    expect(desk.slack.callsOf('users.info')).toHaveLength(1);
    desk.later = 25 * 3_600_000;
    await desk.people.mention('翌日').acked;
    expect(desk.slack.callsOf('users.info')).toHaveLength(2);
  });
});
