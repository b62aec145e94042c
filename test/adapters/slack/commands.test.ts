import { afterEach, describe, expect, it } from 'vitest';
import type { HeldCase } from '../../../src/adapters/adapter.ts';
import { textOf } from '../../fakes/slack/block-rules.ts';
import { Desk, paragraph, type Mode } from './desk.ts';

let desk: Desk;
afterEach(() => desk.close());

const words = { blocks: [paragraph('返事です')] };
const held = (more: Partial<HeldCase>): HeldCase => ({
  conversation: 'HELD1-HELD1',
  address: JSON.stringify({ team: 'T1', enterprise: null, channel: 'C1', thread: null, user: 'U1' }),
  touchedAt: 0,
  language: 'ja',
  server: null,
  cause: null,
  status: 'open',
  resolved: false,
  pending: 'port',
  ...more,
});
const whisper = (user: string, part: string) =>
  desk.slack.until(() => desk.whispers(user).find(({ blocks, text }) => `${text}${textOf(blocks)}`.includes(part)));

describe.each<Mode>(['socket', 'http'])('by %s', (mode) => {
  describe('/op25b', () => {
    it('begins a case that tells the channel whose it is, in the person’s language', async () => {
      desk = await Desk.open(mode);
      desk.people.command('', { user: 'U2' });
      const started = await desk.happening();
      expect(started).toMatchObject({ language: 'en', person: 'slack:T1:U2', event: { type: 'started' } });
      await desk.say(started, words, { language: 'en' });
      await desk.say(started, words, { language: 'en' });
      const [first, second] = desk.posts('C1');
      expect(JSON.stringify(first?.blocks)).toContain('{"type":"user","user_id":"U2"}');
      expect(JSON.stringify(second?.blocks)).not.toContain('U2');
    });

    it('helps, in words that only the person sees', async () => {
      desk = await Desk.open(mode);
      desk.people.command(' HELP ');
      expect(textOf((await whisper('U1', '/op25b resume')).blocks)).toContain('パスワードはお尋ねしません');
      expect(desk.inbox.taken).toEqual([]);
    });

    it('goes to a direct message when it is private', async () => {
      desk = await Desk.open(mode);
      desk.people.command('private 送れません <@U3> &amp; more');
      const said = await desk.happening();
      expect(said.event).toEqual({ type: 'said', text: '送れません @U3 & more' });
      await whisper('U1', 'ダイレクトメッセージ');
      await desk.say(said, words);
      await desk.say(said, words);
      expect(desk.posts('C1')).toEqual([]);
      const [first, second] = desk.posts('DU1');
      expect(first?.thread).toBeNull();
      expect(second?.thread).toBe(first?.ts);
    });

    it.each(['C2', 'G1', 'DOTHER'])(
      'goes to a direct message from %s, which the bot is not in, and says so',
      async (channel) => {
        desk = await Desk.open(mode);
        desk.people.command('', { channel });
        const started = await desk.happening();
        expect(await desk.say(started, words)).toMatchObject({
          type: 'done',
          platformId: expect.stringMatching(/^slack:T1\/DU1\//),
        });
        await whisper('U1', '参加していない');
        await desk.say(started, words);
        expect(desk.posts('DU1').map(({ thread }) => thread === null)).toEqual([true, false]);
      },
    );

    it('goes on with the latest case that is not solved, and tells where', async () => {
      desk = await Desk.open(mode);
      const post = desk.slack
        .team()
        .add({ channel: 'C1', bot: 'B', user: 'U', text: 'x', blocks: [], thread: null, ephemeralTo: null });
      const address = JSON.stringify({ team: 'T1', enterprise: null, channel: 'C1', thread: post.ts, user: 'U1' });
      desk.inbox.cases.push(held({ conversation: 'SOLVE-SOLVE', resolved: true, status: 'closed' }), held({ address }));
      desk.people.command('resume');
      expect(await desk.happening()).toMatchObject({
        conversation: 'HELD1-HELD1',
        event: { type: 'commanded', command: 'resume' },
      });
      expect(JSON.stringify((await whisper('U1', '続きを進めます')).blocks)).toContain(
        `/archives/C1/p${post.ts.replace('.', '')}`,
      );
    });

    it('says when there is nothing to go on with', async () => {
      desk = await Desk.open(mode);
      desk.people.command('resume');
      await whisper('U1', '続きのある相談はありません');
      expect(desk.inbox.taken).toEqual([]);
    });

    it('changes the language of the open case, and keeps it for the person', async () => {
      desk = await Desk.open(mode);
      desk.inbox.cases.push(held({}));
      desk.people.command('en');
      expect(await desk.happening()).toMatchObject({
        conversation: 'HELD1-HELD1',
        event: { type: 'language-chosen', language: 'en' },
      });
      await whisper('U1', 'I will speak English');
      desk.people.command('');
      expect(await desk.happening(({ event }) => event.type === 'started')).toMatchObject({ language: 'en' });
      expect([...desk.secrets]).toEqual([['language:slack:T1:U1', 'en']]);
    });

    it('begins a case in the language that was asked for when none is open', async () => {
      desk = await Desk.open(mode);
      desk.people.command('en');
      expect(await desk.happening()).toMatchObject({ language: 'en', event: { type: 'started' } });
    });

    it('tells the person alone when it was too much', async () => {
      desk = await Desk.open(mode);
      desk.inbox.limit = '10秒後にもう一度';
      desk.people.command('');
      await whisper('U1', '10秒後');
      expect(desk.posts('C1')).toEqual([]);
    });

    it('tells the person in plain words when it cannot be taken', async () => {
      desk = await Desk.open(mode);
      desk.inbox.broken = true;
      const { acked } = desk.people.command('');
      expect(await acked).not.toBeNull();
      await whisper('U1', '受け付けられませんでした');
    });
  });
});
