import { afterEach, describe, expect, it } from 'vitest';
import type { Delivery, Happening, Showing } from '../../../src/adapters/adapter.ts';
import type { Document } from '../../../src/message/document.ts';
import { textOf } from '../../fakes/slack/block-rules.ts';
import { Desk, paragraph, portQuestion } from './desk.ts';

let desk: Desk;
afterEach(() => desk.close());

const words = (value: string): Document => ({ blocks: [paragraph(value)] });

async function begun(): Promise<Happening> {
  desk = await Desk.open('socket');
  desk.people.command('');
  return desk.happening();
}

function edit(happening: Happening, platformId: string, document: Document, final = true) {
  const showing: Showing = { type: 'edit', message: 'm1', platformId, document, final };
  const delivery: Partial<Delivery> = { showing };
  return desk.say(happening, document, delivery);
}

async function saidOnce(): Promise<{ happening: Happening; id: string }> {
  const happening = await begun();
  const said = await desk.say(happening, words('進行中'));
  if (said.type !== 'done' || said.platformId === undefined) expect.fail('not said');
  return { happening, id: said.platformId };
}

describe('saying', () => {
  it('sends what Slack reads no markup in, without previews', async () => {
    const happening = await begun();
    await desk.say(happening, words('<!channel> https://example.jp'));
    const [call] = desk.slack.callsOf('chat.postMessage');
    expect(call?.args).toMatchObject({ mrkdwn: 'false', unfurl_links: 'false', unfurl_media: 'false' });
    expect(call?.args['text']).toContain('&lt;!channel&gt;');
    expect(call?.args).not.toHaveProperty('link_names');
  });

  it('splits what is too long for one message, the rest under the first, the buttons last', async () => {
    const happening = await begun();
    const document = { ...portQuestion, blocks: Array.from({ length: 130 }, (_, index) => paragraph(`行${index}`)) };
    expect(await desk.say(happening, document)).toMatchObject({ type: 'done' });
    const posts = desk.posts('C1');
    expect(posts).toHaveLength(3);
    expect(posts.map(({ thread }) => thread)).toEqual([null, posts[0]?.ts, posts[0]?.ts]);
    expect(desk.inbox.sent.size).toBe(1);
  });

  it('marks what may have been shown before', async () => {
    const happening = await begun();
    await desk.say(happening, words('一度目'));
    await desk.say(happening, words('二度目'), { repeat: true });
    expect(desk.posts('C1').map(({ blocks }) => textOf(blocks).includes('（再送）'))).toEqual([false, true]);
  });

  it('waits when Slack asks to, that channel alone', async () => {
    const happening = await begun();
    desk.slack.fail('chat.postMessage', { retryAfter: 7 });
    const before = Date.now();
    const later = await desk.say(happening, words('a'));
    if (later.type !== 'later') expect.fail('not later');
    expect(later.at - before).toBeGreaterThanOrEqual(7_000);
    expect(later.at - before).toBeLessThan(9_000);
    // The same channel is not asked again before then.
    expect(await desk.say(happening, words('a'))).toMatchObject({ type: 'later' });
    expect(desk.slack.callsOf('chat.postMessage')).toHaveLength(1);
    desk.people.command('private');
    const other = await desk.happening((taken) => taken.conversation !== happening.conversation);
    expect(await desk.say(other, words('b'))).toMatchObject({ type: 'done' });
    desk.later = 10_000;
    expect(await desk.say(happening, words('a'))).toMatchObject({ type: 'done' });
  });

  it('waits between the parts of one message rather than showing its beginning twice', async () => {
    const happening = await begun();
    await desk.say(happening, words('first'));
    const long = { blocks: Array.from({ length: 90 }, (_, index) => paragraph(`行${index}`)) };
    const calls = desk.slack.callsOf('chat.postMessage').length;
    const saying = desk.say(happening, long);
    await desk.slack.until(() => desk.slack.callsOf('chat.postMessage').length > calls);
    desk.slack.fail('chat.postMessage', { retryAfter: 1 });
    expect(await saying).toMatchObject({ type: 'done' });
    expect(desk.posts('C1')).toHaveLength(3);
  });

  it.each([
    [{ status: 500 }, { type: 'failed', happened: 'unknown' }],
    [{ status: 503 }, { type: 'failed', happened: 'unknown' }],
    [{ breaks: 'before' as const }, { type: 'failed', happened: 'unknown' }],
    [{ breaks: 'after' as const }, { type: 'failed', happened: 'unknown' }],
    [{ error: 'internal_error' }, { type: 'failed', happened: 'unknown' }],
    [{ error: 'fatal_error' }, { type: 'failed', happened: 'unknown' }],
    [{ error: 'is_archived' }, { type: 'impossible', reason: 'is_archived' }],
    [{ error: 'restricted_action' }, { type: 'impossible', reason: 'restricted_action' }],
    [{ error: 'ratelimited' }, { type: 'later' }],
    [{ retryAfter: null }, { type: 'later' }],
  ])('says what became of it after %j', async (failure, outcome) => {
    const happening = await begun();
    desk.slack.fail('chat.postMessage', failure);
    expect(await desk.say(happening, words('a'))).toMatchObject(outcome);
    expect(desk.slack.callsOf('chat.postMessage')).toHaveLength(1);
  });

  it.each(['account_inactive', 'token_revoked', 'invalid_auth', 'token_expired'])(
    'gives up on %s after one more look at the token',
    async (error) => {
      const happening = await begun();
      desk.slack.team().tokenError = error;
      expect(await desk.say(happening, words('a'))).toEqual({ type: 'impossible', reason: error });
    },
  );

  it('knows that nothing was shown when nobody could be reached', async () => {
    const happening = await begun();
    await desk.adapter.stop();
    await desk.slack.close();
    expect(await desk.say(happening, words('a'))).toMatchObject({ type: 'failed', happened: 'no' });
    desk = await Desk.open('socket');
  });

  it('goes on in direct messages when the bot was taken out of the channel', async () => {
    const happening = await begun();
    await desk.say(happening, words('一'));
    const channel = desk.slack.team().channels.get('C1');
    if (channel) channel.botIn = false;
    expect(await desk.say(happening, words('二'))).toMatchObject({
      type: 'done',
      platformId: expect.stringContaining('/DU1/'),
    });
  });

  it('says the words alone when Slack refuses the blocks', async () => {
    const happening = await begun();
    desk.slack.fail('chat.postMessage', { error: 'invalid_blocks' });
    expect(await desk.say(happening, words('要点'))).toMatchObject({ type: 'done' });
    expect(desk.posts('C1')).toMatchObject([{ text: expect.stringContaining('要点'), blocks: [] }]);
    expect(desk.logged.join()).toContain('slack-blocks-refused');
  });

  it('shows nothing for effects that are data', async () => {
    const happening = await begun();
    const from = desk.slack.calls.length;
    expect(await desk.say(happening, words(''), { showing: { type: 'end', resolved: true } })).toEqual({
      type: 'done',
    });
    expect(await desk.say(happening, words(''), { showing: { type: 'hand-off', to: 'x', reference: 'y' } })).toEqual({
      type: 'done',
    });
    expect(desk.slack.calls).toHaveLength(from);
  });

  it('cannot be said to an address that is not Slack’s', async () => {
    const happening = await begun();
    expect(await desk.say(happening, words('a'), { address: 'discord' })).toEqual({
      type: 'impossible',
      reason: 'no-place',
    });
  });
});

describe('editing', () => {
  it('replaces the message, and reads no links into it', async () => {
    const { happening, id } = await saidOnce();
    expect(await edit(happening, id, words('完了 <!here>'))).toEqual({ type: 'done', platformId: id });
    const [message] = desk.posts('C1');
    expect(textOf(message?.blocks)).toContain('完了 <!here>');
    expect(message?.text).toBe('完了 &lt;!here&gt;');
    expect(desk.slack.callsOf('chat.update')[0]?.args['parse']).toBe('none');
  });

  it('keeps the line that says whose case it is in the first message, and adds it to no other', async () => {
    const { happening, id } = await saidOnce();
    const second = await desk.say(happening, words('二つ目'));
    if (second.type !== 'done' || second.platformId === undefined) expect.fail('not said');
    await edit(happening, id, words('完了'));
    await edit(happening, second.platformId, words('完了'));
    expect(desk.posts('C1').map(({ blocks }) => JSON.stringify(blocks).includes('"user_id":"U1"'))).toEqual([
      true,
      false,
    ]);
  });

  it('keeps the text short, for chat.update refuses more than 4,000', async () => {
    const { happening, id } = await saidOnce();
    expect(await edit(happening, id, words('長い文'.repeat(3_000)))).toMatchObject({ type: 'done' });
    expect(desk.slack.callsOf('chat.update')[0]?.args['text']?.length).toBeLessThanOrEqual(1_000);
    expect(desk.posts('C1')).toHaveLength(2);
  });

  it('shows the rest of a message that grew too long when it is the last edit', async () => {
    const { happening, id } = await saidOnce();
    const long = { blocks: Array.from({ length: 70 }, (_, index) => paragraph(`行${index}`)) };
    await edit(happening, id, long, false);
    expect(desk.posts('C1')).toHaveLength(1);
    await edit(happening, id, long, true);
    const posts = desk.posts('C1');
    expect(posts.map(({ thread }) => thread)).toEqual([null, posts[0]?.ts]);
  });

  it('waits when Slack asks to, and posting goes on meanwhile', async () => {
    const { happening, id } = await saidOnce();
    desk.slack.fail('chat.update', { retryAfter: 5 });
    expect(await edit(happening, id, words('a'))).toMatchObject({ type: 'later' });
    expect(await edit(happening, id, words('b'))).toMatchObject({ type: 'later' });
    expect(desk.slack.callsOf('chat.update')).toHaveLength(1);
    expect(await desk.say(happening, words('c'))).toMatchObject({ type: 'done' });
  });

  it.each(['message_not_found', 'cant_update_message', 'edit_window_closed'])(
    'is impossible after %s',
    async (error) => {
      const { happening, id } = await saidOnce();
      desk.slack.fail('chat.update', { error });
      expect(await edit(happening, id, words('a'))).toEqual({ type: 'impossible', reason: error });
    },
  );

  it('is impossible for a message of another platform', async () => {
    const { happening } = await saidOnce();
    expect(await edit(happening, 'discord:1/2', words('a'))).toMatchObject({ type: 'impossible' });
  });
});
