import { afterEach, describe, expect, it } from 'vitest';
import { createLineThread } from '../../../src/adapters/slack/line-thread.ts';
import type { SocketEvent } from '../../../src/adapters/slack/socket-link.ts';
import type { SocketMode } from '../../../src/adapters/slack/socket-mode.ts';
import { FakePeople } from '../../fakes/slack/fake-people.ts';
import { FakeSlack } from '../../fakes/slack/fake-slack.ts';

let slack: FakeSlack;
let line: SocketMode;
afterEach(async () => {
  await line.stop();
  await slack.close();
});

/** A line whose events nobody takes: they are only kept here. */
async function prepare() {
  slack = await FakeSlack.start();
  const events: SocketEvent[] = [];
  const logged: string[] = [];
  const note = (_fields: object, name: string) => void logged.push(name);
  line = createLineThread({
    appToken: slack.appToken,
    apiUrl: slack.apiUrl,
    onEvent: async (event) => void events.push(event),
    onHeard: () => {},
    log: { info: note, warn: note, error: note },
  });
  return { people: new FakePeople(slack), events, logged };
}

describe('a line in a thread of its own', () => {
  it('acknowledges commands by itself, and messages when it is told to', async () => {
    const { people, events } = await prepare();
    await line.start();
    expect(await people.command('').acked).toMatchObject({ payload: {} });
    const { acked } = people.mention('送れません');
    const mention = await slack.until(() => events.find(({ body }) => body['type'] === 'event_callback'));
    let isAcked = false;
    void acked.then(() => (isAcked = true));
    // What is sent later comes back first.
    await people.command('').acked;
    expect(isAcked).toBe(false);
    await mention.ack();
    expect(await acked).not.toBeNull();
    await slack.until(() => events.length === 3);
  });

  it('carries what an acknowledgement says', async () => {
    const { people, events } = await prepare();
    await line.start();
    const { acked } = people.globalShortcut();
    const shortcut = await slack.until(() => events[0]);
    await shortcut.ack({ response_action: 'errors', errors: { words: '入力してください' } });
    expect(await acked).toMatchObject({ payload: { response_action: 'errors' } });
  });

  it('that is refused for good says so at the start, and can be started again', async () => {
    await prepare();
    slack.fail('apps.connections.open', { error: 'invalid_auth' });
    await expect(line.start()).rejects.toMatchObject({
      permanent: true,
      message: expect.stringContaining('SLACK_APP_TOKEN'),
    });
    expect(line.state()).toMatchObject({ state: 'failed' });
    await line.start();
    expect(line.state()).toEqual({ state: 'connected', problem: null });
  });

  it('that dies is started again', async () => {
    const { people, events, logged } = await prepare();
    await line.start();
    // The SDK does not survive an event without its content.
    slack.socket.connections[0]?.send('{"type":"events_api","envelope_id":"e"}');
    await slack.until(() => slack.socket.connected === 2);
    expect(logged).toContain('platform-thread-failed');
    expect(await people.command('').acked).not.toBeNull();
    await slack.until(() => events.length === 1);
  });

  it('hands over what came before it is stopped', async () => {
    const { people, events } = await prepare();
    await line.start();
    const acks = Array.from({ length: 20 }, () => people.command('').acked);
    await Promise.all(acks);
    await line.stop();
    expect(events).toHaveLength(20);
  });
});
