import { afterEach, describe, expect, it } from 'vitest';
import { textOf } from '../../fakes/slack/block-rules.ts';
import { Desk } from './desk.ts';

let desk: Desk;
afterEach(() => desk.close());

describe('acknowledgements (trap 5)', () => {
  it.each(['socket', 'http'] as const)(
    'come within three seconds by %s when Slack’s own look-ups are slow',
    async (mode) => {
      desk = await Desk.open(mode);
      desk.slack.fail('users.info', { slowMs: 3_500 }, 10);
      const command = await desk.people.command('').acked;
      const mention = await desk.people.mention('送れません').acked;
      const direct = await desk.people.direct('送れません', { user: 'U3' }).acked;
      const shortcut = await desk.people.messageShortcut(desk.people.post('550'), 'U3').acked;
      for (const ack of [command, mention, direct, shortcut]) expect(ack?.ms).toBeLessThan(3_000);
      await desk.slack.until(() => desk.inbox.taken.length === 4);
    },
  );

  it('of commands, presses and forms do not wait for the journal, those of events do', async () => {
    desk = await Desk.open('socket');
    desk.inbox.slowMs = 600;
    const command = await desk.people.command('').acked;
    expect(command?.ms).toBeLessThan(500);
    const mention = await desk.people.mention('送れません').acked;
    expect(mention?.ms).toBeGreaterThan(500);
  });

  it('come even when what follows fails', async () => {
    desk = await Desk.open('socket');
    desk.inbox.broken = true;
    expect(await desk.people.command('').acked).not.toBeNull();
    expect(await desk.people.globalShortcut().acked).not.toBeNull();
  });

  it('are not given for an event that could not be kept: Slack sends it again, and then it is kept', async () => {
    desk = await Desk.open('http');
    desk.inbox.broken = true;
    const { envelope, acked } = desk.people.mention('送れません');
    expect(await acked).toBeNull();
    expect(desk.whispers('U1')).toEqual([]);
    desk.inbox.broken = false;
    expect(await desk.people.send({ ...envelope, retry: { attempt: 1, reason: 'http_error' } }).acked).not.toBeNull();
    expect(desk.inbox.taken).toHaveLength(1);
  });

  it('come at the last try, and the person is told', async () => {
    desk = await Desk.open('socket');
    desk.inbox.broken = true;
    const { envelope } = desk.people.mention('送れません');
    const last = desk.people.send({ ...envelope, retry: { attempt: 3, reason: 'timeout' } });
    expect(await last.acked).not.toBeNull();
    await desk.slack.until(() =>
      desk.whispers('U1').find(({ blocks }) => textOf(blocks).includes('受け付けられませんでした')),
    );
  });
});
