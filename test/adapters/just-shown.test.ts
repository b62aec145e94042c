import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { caseId } from '../../src/adapters/case-id.ts';
import { PORT_QUESTION, stand } from './discord/stand.ts';
import { Desk, portQuestion } from './slack/desk.ts';

/** So long after a message appears the journal has it: a slow disk, a slow answer of the platform. */
const RECORDED_AFTER_MS = 250;

describe('somebody who answers under the bot’s message before it is recorded', () => {
  it.each(['socket', 'http'] as const)('goes on with its case on Slack, by %s', async (mode) => {
    const desk = await Desk.open(mode);
    try {
      desk.people.command('');
      const { conversation, address } = await desk.happening();
      const delivered = await desk.adapter.deliver({
        conversation,
        to: 'person',
        address: address ?? null,
        language: 'ja',
        root: null,
        key: 'k',
        repeat: false,
        showing: { type: 'say', message: 'm1', document: portQuestion },
      });
      if (delivered.type !== 'done' || delivered.platformId === undefined) expect.fail(JSON.stringify(delivered));
      const [shown] = desk.posts('C1');
      const { acked } = desk.people.mention('587です', { thread: shown?.ts ?? null });
      await wait(RECORDED_AFTER_MS);
      expect(desk.inbox.taken).toHaveLength(1);
      desk.inbox.sent.set(delivered.platformId, conversation);
      expect(await acked).not.toBeNull();
      expect(desk.inbox.taken[1]).toMatchObject({ conversation, event: { type: 'said', text: '587です' } });
    } finally {
      await desk.close();
    }
  });

  it('begins a case at once under the message of somebody else on Slack', async () => {
    const desk = await Desk.open('socket');
    try {
      const message = desk.people.post('550 5.7.1', { user: 'U2' });
      desk.people.mention('これは何ですか', { thread: message.ts });
      const { conversation } = await desk.happening();
      expect(conversation).toBe(caseId(`slack:T1/C1/${message.ts}`));
    } finally {
      await desk.close();
    }
  });

  it('goes on with its case on Discord', async () => {
    const { fake, adapter, inbox, channel, hanako, taken } = await stand();
    channel.permissions &= ~(1n << 35n);
    fake.people.mention(channel, hanako, '送れません');
    const { conversation, address } = await taken(0);
    const delivered = await adapter.deliver({
      conversation,
      to: 'person',
      address: address ?? null,
      language: 'ja',
      root: null,
      key: 'k',
      repeat: false,
      showing: { type: 'say', message: 'm1', document: PORT_QUESTION },
    });
    const shown = [...channel.messages.values()].findLast(({ author }) => author === fake.world.bot);
    fake.people.say(channel, hanako, '587です', shown ?? expect.fail('nothing shown'));
    await wait(RECORDED_AFTER_MS);
    expect(inbox.taken).toHaveLength(1);
    inbox.shown(conversation, delivered);
    expect(await taken(1)).toMatchObject({ conversation, event: { type: 'said', text: '587です' } });
  });
});
