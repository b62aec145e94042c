import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '../../../src/adapters/capabilities.ts';
import { CaseTalk } from './case-talk.ts';
import { BANNER, HARMFUL, LONG_ANSWER, paragraphs, PORT_QUESTION, STEPS } from './documents.ts';
import type { Rig } from './rig.ts';

const squeezed = (words: string) => words.replaceAll(/\s/gu, '');

/** One conversation on whatever the adapter speaks to: what every adapter promises (src/adapters/adapter.ts). */
export function adapterContract(name: keyof typeof CAPABILITIES, open: () => Promise<Rig>): void {
  const can = CAPABILITIES[name];

  describe(`the adapter for ${name}`, () => {
    let rig: Rig;
    let talk: CaseTalk;

    beforeEach(async () => {
      rig = await open();
      talk = await CaseTalk.begin(rig, 'メールが送れません');
    });
    afterEach(() => rig.close());

    it('declares what it can do in the table of the platforms', () => {
      expect(rig.adapter.name).toBe(name);
      expect(rig.adapter.capabilities).toEqual(can);
      expect(rig.adapter.health()).toMatchObject({ state: 'connected', problem: null });
    });

    it('hands over what a person says, with ids that are unique over all platforms', () => {
      const platform = name === 'json-lines' ? 'terminal' : name;
      expect(talk.begun).toMatchObject({
        event: { type: 'said', text: 'メールが送れません' },
        conversation: expect.stringMatching(/./),
        person: expect.stringMatching(new RegExp(`^${platform}:.`)),
        workspace: expect.stringMatching(new RegExp(`^${platform}:.`)),
      });
    });

    it('answers in one place, in order', async () => {
      await talk.said(paragraphs('一つ目'));
      await talk.said(paragraphs('二つ目'));
      expect(squeezed(talk.words())).toMatch(/一つ目.*二つ目/);
      expect(new Set(rig.seen().map(({ place }) => place)).size).toBe(1);
      expect(rig.inbox.taken).toHaveLength(1);
    });

    it.runIf(can.choices)('offers choices and takes the one that is chosen', async () => {
      await talk.said(PORT_QUESTION);
      expect(rig.seen().at(-1)?.buttons).toEqual(expect.arrayContaining(['25番', '587番', 'わからない']));
      rig.press('587番');
      const { event, conversation } = await talk.taken(1);
      expect(event).toMatchObject({ type: 'answered', question: 'port', value: '587' });
      expect(conversation).toBe(talk.begun.conversation);
    });

    it(`shows data ${can.data ? 'beside' : 'in no way but'} the words`, async () => {
      await talk.said(paragraphs('答え'));
      const before = rig.seen();
      const error = { type: 'error', code: 'target-refused', words: 'それは調べられません' } as const;
      expect(await talk.deliver(error)).toEqual({ type: 'done' });
      expect(rig.seen()).toHaveLength(before.length + (can.data ? 1 : 0));
      if (!can.data) expect(rig.seen()).toEqual(before);
    });

    it.runIf(can.edit)('shows an edit of a message', async () => {
      const platformId = await talk.said(paragraphs('確認しています'));
      const document = paragraphs('確認しました');
      const edited = await talk.deliver({ type: 'edit', message: 'm0', platformId, document, final: true });
      expect(edited).toMatchObject({ type: 'done' });
      expect(talk.words()).toContain('確認しました');
    });

    it('shows a long answer whole and in order, its buttons last', async () => {
      await talk.said(LONG_ANSWER);
      const shown = squeezed(talk.words());
      const places = STEPS.map((step) => shown.indexOf(squeezed(step)));
      expect(places).not.toContain(-1);
      expect(places).toEqual(places.toSorted((one, other) => one - other));
      expect(rig.seen().filter(({ buttons }) => buttons.includes('直った'))).toEqual([rig.seen().at(-1)]);
    });

    it('shows a harmful text as words', async () => {
      const code = { kind: 'code' as const, value: HARMFUL };
      const { blocks } = paragraphs(HARMFUL, [code]);
      await talk.said({ blocks: [...blocks, { kind: 'code', label: [code], value: HARMFUL }] });
      expect(rig.obeyed()).toEqual([]);
      for (const word of ['everyone', '!channel', 'evil.example', 'hidden', 'fence']) {
        expect(talk.words().split(word).length - 1, word).toBeGreaterThanOrEqual(4);
      }
    });

    it('shows 10,000 characters of a banner, none missing', async () => {
      await talk.said(paragraphs([{ kind: 'code', value: `220 ${BANNER}` }]));
      expect(talk.words().split('帯').length - 1).toBe(BANNER.length);
    });

    it('takes nothing new once it stops, and still delivers', async () => {
      await talk.said(PORT_QUESTION);
      await rig.adapter.stop();
      rig.ask('もう一度');
      expect(await talk.say(paragraphs('最後の返事'))).toMatchObject({ type: 'done' });
      expect(talk.words()).toContain('最後の返事');
      await rig.adapter.close();
      expect(rig.inbox.taken).toHaveLength(1);
    });
  });
}
