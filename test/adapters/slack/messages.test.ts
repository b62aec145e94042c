import { afterEach, describe, expect, it } from 'vitest';
import { caseId } from '../../../src/adapters/case-id.ts';
import { textOf } from '../../fakes/slack/block-rules.ts';
import { Desk, paragraph, type Mode } from './desk.ts';

let desk: Desk;
afterEach(() => desk.close());

const words = { blocks: [paragraph('返事です')] };
const whisper = (user: string, part: string) =>
  desk.slack.until(() => desk.whispers(user).find(({ blocks, text }) => `${text}${textOf(blocks)}`.includes(part)));

describe.each<Mode>(['socket', 'http'])('by %s', (mode) => {
  describe('a mention', () => {
    it('begins a case in the thread of the message, with the words as they were typed', async () => {
      desk = await Desk.open(mode);
      const { ts } = desk.people.mention(
        '<http://smtp.example.jp|smtp.example.jp> と <mailto:a@example.jp|a@example.jp> で &lt;送信&gt; できません <@U3>',
      );
      const said = await desk.happening();
      expect(said).toMatchObject({
        eventId: `slack:T1/C1/${ts}`,
        conversation: caseId(`slack:T1/C1/${ts}`),
        event: { type: 'said', text: 'smtp.example.jp と a@example.jp で <送信> できません @U3' },
      });
      await desk.say(said, words);
      expect(desk.posts('C1')).toMatchObject([{ thread: ts }]);
    });

    it('in the thread goes on with the case, whoever writes', async () => {
      desk = await Desk.open(mode);
      const { ts } = desk.people.mention('送れません');
      const said = await desk.happening();
      desk.people.mention('587です', { user: 'U2', thread: ts });
      const next = await desk.happening(({ person }) => person === 'slack:T1:U2');
      expect(next).toMatchObject({ conversation: said.conversation, event: { type: 'said', text: '587です' } });
      expect(next.address).toBeUndefined();
    });

    it('in the thread of a command’s answer belongs to that case', async () => {
      desk = await Desk.open(mode);
      desk.people.command('');
      const started = await desk.happening();
      await desk.say(started, words);
      const [root] = desk.posts('C1');
      desk.people.mention('587です', { thread: root?.ts ?? '' });
      const said = await desk.happening(({ event }) => event.type === 'said');
      expect(said.conversation).toBe(started.conversation);
    });

    it('without words starts a case, or takes it up again', async () => {
      desk = await Desk.open(mode);
      const { ts } = desk.people.mention('');
      expect((await desk.happening()).event).toEqual({ type: 'started' });
      desk.people.mention('', { thread: ts });
      expect((await desk.happening(({ event }) => event.type !== 'started')).event).toEqual({
        type: 'commanded',
        command: 'resume',
      });
    });

    it('tells the person alone when it was too much', async () => {
      desk = await Desk.open(mode);
      desk.inbox.limit = '10秒後にもう一度';
      desk.people.mention('送れません');
      await whisper('U1', '10秒後');
    });
  });

  describe('a direct message', () => {
    it('is the root of a case, and its thread goes on with it', async () => {
      desk = await Desk.open(mode);
      const { ts } = desk.people.direct('メールが送れません');
      const said = await desk.happening();
      expect(said).toMatchObject({ conversation: caseId(`slack:T1/DU1/${ts}`), event: { text: 'メールが送れません' } });
      await desk.say(said, words);
      expect(desk.posts('DU1')).toMatchObject([{ thread: ts }]);
      desk.people.direct('587です', { thread: ts });
      expect(await desk.happening(({ event }) => 'text' in event && event.text === '587です')).toMatchObject({
        conversation: said.conversation,
      });
      desk.people.direct('別の件です');
      const other = await desk.happening(({ event }) => 'text' in event && event.text === '別の件です');
      expect(other.conversation).not.toBe(said.conversation);
    });

    it('that is a picture is answered that words are needed', async () => {
      desk = await Desk.open(mode);
      const { ts } = desk.people.direct('', { fields: { subtype: 'file_share', files: [{ id: 'F1' }] } });
      await desk.slack.until(() =>
        desk.posts('DU1').some((post) => post.thread === ts && textOf(post.blocks).includes('画像は読めません')),
      );
      expect((await desk.happening()).event).toEqual({ type: 'started' });
    });

    it('of the bot itself, an edit, or of another app is no event', async () => {
      desk = await Desk.open(mode);
      const { botUser } = desk.slack.team();
      const ignored = [
        desk.people.direct('x', { fields: { user: botUser } }),
        desk.people.direct('x', { fields: { bot_id: 'B9' } }),
        desk.people.direct('x', { fields: { subtype: 'message_changed' } }),
        desk.people.direct('x', { fields: { subtype: 'message_deleted' } }),
        desk.people.mention('x', { user: botUser }),
      ];
      for (const { acked } of ignored) expect(await acked).not.toBeNull();
      expect(desk.inbox.taken).toEqual([]);
    });
  });

  describe('the shortcut of a message', () => {
    it('takes the error from somebody’s message into its thread; a second one is told so', async () => {
      desk = await Desk.open(mode);
      const error = desk.people.post('550 5.7.1 &lt;a@example.jp&gt; relaying denied', { user: 'U2' });
      desk.people.messageShortcut(error, 'U1');
      const said = await desk.happening();
      expect(said).toMatchObject({
        person: 'slack:T1:U1',
        event: { text: '550 5.7.1 <a@example.jp> relaying denied' },
      });
      await desk.say(said, words);
      expect(desk.posts('C1')).toMatchObject([{ thread: error.ts }]);
      desk.people.messageShortcut(error, 'U3');
      await whisper('U3', 'すでに始まっています');
      expect(desk.inbox.taken).toHaveLength(1);
    });

    it('goes to a direct message where the bot is not in the channel', async () => {
      desk = await Desk.open(mode);
      desk.people.messageShortcut(desk.people.post('550 denied', { channel: 'C2' }), 'U1');
      await desk.say(await desk.happening(), words);
      expect(desk.posts('DU1')).toHaveLength(1);
      await whisper('U1', '参加していない');
    });
  });
});
