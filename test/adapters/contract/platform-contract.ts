import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '../../../src/adapters/capabilities.ts';
import { adapterContract } from './adapter-contract.ts';
import { CaseTalk } from './case-talk.ts';
import { CASE_AT_THE_DESK, paragraphs, PORT_QUESTION } from './documents.ts';
import type { PlatformRig } from './rig.ts';

/** What an adapter promises beside `adapterContract` when it is connected to a platform. */
export function platformContract(name: 'slack' | 'discord', open: () => Promise<PlatformRig>): void {
  adapterContract(name, open);
  const can = CAPABILITIES[name];

  describe(`the adapter for the platform ${name}`, () => {
    let rig: PlatformRig;
    let talk: CaseTalk;

    beforeEach(async () => {
      rig = await open();
      talk = await CaseTalk.begin(rig, 'メールが送れません');
    });
    afterEach(() => rig.close());

    it.runIf(can.edit)('puts an edit in place of the message', async () => {
      const platformId = await talk.said(paragraphs('確認しています'));
      const before = rig.seen();
      const document = paragraphs('確認しました');
      await talk.deliver({ type: 'edit', message: 'm0', platformId, document, final: true });
      expect(talk.words()).not.toContain('確認しています');
      expect(rig.seen().map(({ place }) => place)).toEqual(before.map(({ place }) => place));
    });

    it.runIf(can.threads)('holds the case in a thread of the channel where it was asked', async () => {
      await talk.said(paragraphs('一つ目'));
      expect(rig.seen().map(({ place }) => place)).not.toContain(rig.askedIn);
    });

    it.runIf(can.forms)('opens a form for an answer in words', async () => {
      await talk.said(PORT_QUESTION);
      expect(rig.forms()).toBe(0);
      rig.press(rig.writeLabel);
      await rig.until(() => rig.forms() === 1);
      expect(rig.inbox.taken).toHaveLength(1);
    });

    it.runIf(can.privateAnswers)('tells the person alone what is for them alone', async () => {
      rig.refuseNext('少し待ってください');
      rig.ask('もう一度');
      await rig.until(() => rig.seenAlone().some((words) => words.includes('少し待ってください')));
      expect(talk.words()).not.toContain('少し待ってください');
    });

    it('takes what is delivered or pressed twice once', async () => {
      rig.repeat();
      rig.repeat();
      await talk.said(PORT_QUESTION);
      rig.press('587番');
      rig.press('587番');
      rig.repeat();
      rig.repeat();
      rig.ask('その後');
      await rig.until(() => rig.inbox.taken.find(({ event }) => event.type === 'said' && event.text === 'その後'));
      await rig.adapter.stop();
      expect(rig.inbox.taken.map(({ event }) => event.type).toSorted()).toEqual(['answered', 'said', 'said']);
    });

    it('goes on in another instance that never saw what came before', async () => {
      await talk.said(paragraphs('一つ目'));
      expect(await talk.say(paragraphs('よそから'), {}, rig.another())).toMatchObject({ type: 'done' });
      expect(rig.seen().at(-1)?.words).toContain('よそから');
      expect(new Set(rig.seen().map(({ place }) => place)).size).toBe(1);
    });

    it('says until when it has to wait', async () => {
      await talk.said(paragraphs('一つ目'));
      rig.trouble('busy');
      const later = await talk.say(paragraphs('忙しい'));
      expect(later).toMatchObject({ type: 'later', at: expect.any(Number) });
      expect(talk.words()).not.toContain('忙しい');
    });

    it('says that it failed, and may have been shown all the same', async () => {
      await talk.said(paragraphs('一つ目'));
      rig.trouble('broken');
      expect(await talk.say(paragraphs('途切れた'))).toMatchObject({ type: 'failed', happened: 'unknown' });
    });

    it('says that it can never be shown', async () => {
      await talk.said(paragraphs('一つ目'));
      rig.trouble('gone');
      expect(await talk.say(paragraphs('消えた'))).toMatchObject({ type: 'impossible' });
    });

    it('says that an address which it did not write leads nowhere', async () => {
      expect(await talk.say(paragraphs('迷子'), { address: '{"place":"elsewhere"}' })).toMatchObject({
        type: 'impossible',
      });
      expect(await talk.say(paragraphs('迷子'), { address: null })).toMatchObject({ type: 'impossible' });
    });

    it('tells the desk what belongs to no case of one person', async () => {
      await talk.said(paragraphs('5人から同じ報告'), { to: 'desk', address: null });
      expect(rig.seenAtDesk().at(-1)?.words).toContain('5人から同じ報告');
    });

    it('shows the case at the desk, where it is taken, handed back and resolved', async () => {
      const platformId = await talk.said(CASE_AT_THE_DESK, { to: 'desk' });
      expect(rig.seenAtDesk().at(-1)?.words).toContain('25番ポートだけ届かない');
      const acts = [
        ['担当する', 'claim'],
        ['ボットに戻す', 'hand-back'],
        ['解決した', 'resolve'],
      ] as const;
      for (const [index, [label, action]] of acts.entries()) {
        rig.press(label);
        const { event, conversation } = await talk.taken(1 + index);
        expect(event).toMatchObject({ type: 'desk-acted', action });
        expect(conversation).toBe(talk.begun.conversation);
      }
      const document = paragraphs('花子さんが担当しています');
      await talk.deliver({ type: 'edit', message: 'desk', platformId, document, final: true }, { to: 'desk' });
      expect(rig.seenAtDesk().at(-1)?.words).toContain('花子さんが担当しています');
      expect(rig.seen()).toEqual([]);
    });
  });
}
