import { describe, expect, it, beforeEach, afterEach } from 'vitest';
import type { Journal } from '../../src/journal/journal.ts';
import { LEASE_MS, MOST_ATTEMPTS } from '../../src/journal/limits.ts';
import { give, noteText, probe, said, say } from './steps.ts';

/** A store under test: each call of `open` is another handle on the same, fresh data, with the clock of the suite. */
export type Store = { name: string; fresh(): Promise<void>; open(clock: () => number): Promise<Journal> };

function failingStep(): never {
  throw new Error('step');
}

const START = 1_800_000_000_000;

/** What every store must keep of events and effects, seen through the port. */
export function describeJournal(store: Store): void {
  describe(`events and effects in ${store.name}`, () => {
    let now = START;
    let journal: Journal;
    beforeEach(async () => {
      now = START;
      await store.fresh();
      journal = await store.open(() => now);
    });
    afterEach(() => journal.close());

    const retry = { error: 'platform-down', at: START + 5_000, happened: 'no', counts: true } as const;
    const claimOne = async () => {
      const [claimed] = await journal.effects.claim('w', 1);
      if (!claimed) throw new Error('nothing was handed out');
      return claimed;
    };

    describe('taking events', () => {
      it('begins a conversation with its first event and goes on from there', async () => {
        expect(await journal.take(said('1', 'one'), noteText)).toMatchObject({ repeat: false, arrival: 1, effects: 1 });
        expect(await journal.take(said('2', 'two'), noteText)).toMatchObject({ repeat: false, arrival: 2 });
        expect((await journal.load('c'))?.tried).toEqual(['one', 'two']);
        expect(await journal.load('another')).toBeNull();
      });

      it('changes nothing for an event that it took before', async () => {
        await journal.take(said('1', 'one'), noteText);
        expect(await journal.take(said('1', 'one'), noteText)).toEqual({ repeat: true });
        expect((await journal.load('c'))?.messages).toBe(1);
        expect((await journal.effects.backlog()).waiting).toBe(1);
      });

      it('tells the same id of two platforms apart', async () => {
        await journal.take(said('1'), noteText);
        expect(await journal.take({ ...said('1'), platform: 'other' }, noteText)).toMatchObject({ repeat: false });
      });

      it('keeps nothing of an event whose step failed, so that it can be taken again', async () => {
        await expect(journal.take(said('1'), failingStep)).rejects.toThrow('step');
        expect(await journal.load('c')).toBeNull();
        expect(await journal.take(said('1'), noteText)).toMatchObject({ repeat: false, arrival: 1 });
      });

      it('takes a hundred events given at once in the order in which they were given', async () => {
        const texts = Array.from({ length: 100 }, (_, index) => String(index));
        await Promise.all(texts.map((text) => journal.take(said(text), noteText)));
        expect((await journal.load('c'))?.tried.toSorted()).toEqual(texts.toSorted());
        expect((await journal.load('c'))?.messages).toBe(100);
      });

      it('takes an event given ten times at once only once', async () => {
        const all = await Promise.all(Array.from({ length: 10 }, () => journal.take(said('1'), noteText)));
        expect(all.filter((taken) => !taken.repeat)).toHaveLength(1);
        expect((await journal.load('c'))?.messages).toBe(1);
      });

      it('keeps every character of a text, NUL and half a surrogate pair included', async () => {
        const text = 'a\u0000b\ud800c \u{1f4e7} "\\ \u2028';
        await journal.take(said('1', text), noteText);
        expect((await journal.load('c'))?.tried).toEqual([text]);
        expect((await claimOne()).effect).toEqual(say('m1', text));
      });
    });

    describe('effects', () => {
      it('are handed out one after the other within a conversation', async () => {
        await journal.take(said('1'), give(say('a', '1'), say('b', '2')));
        const [first, ...rest] = await journal.effects.claim('w', 10);
        expect(first).toMatchObject({ sequence: 1, attempt: 1, repeat: false, platform: 'test', language: 'ja' });
        expect(rest).toEqual([]);
        expect(await journal.effects.claim('v', 10)).toEqual([]);
        if (first) expect(await journal.effects.finish(first)).toBe(true);
        expect(await journal.effects.claim('v', 10)).toMatchObject([{ sequence: 2, effect: say('b', '2') }]);
      });

      it('go on in number and order over several events', async () => {
        await journal.take(said('1'), give(say('a', '1')));
        await journal.take(said('2'), give(say('b', '2')));
        expect(await journal.effects.claim('w', 10)).toMatchObject([{ sequence: 1 }]);
      });

      it('of different conversations do not wait for each other, and can be asked for by conversation', async () => {
        await journal.take(said('1', 'x', 'c'), give(say('a', '1')));
        await journal.take(said('2', 'x', 'd'), give(say('a', '1')));
        expect(await journal.effects.claim('w', 10, 'd')).toMatchObject([{ conversation: 'd' }]);
        expect(await journal.effects.claim('w', 10)).toMatchObject([{ conversation: 'c' }]);
      });

      it('after a probe do not wait for it, but the probe waits for what was said before', async () => {
        await journal.take(said('1'), give(say('a', '1'), probe('p'), say('b', '2')));
        const first = await claimOne();
        expect(await journal.effects.claim('w', 10)).toEqual([]);
        await journal.effects.finish(first);
        expect((await journal.effects.claim('w', 10)).map(({ effect }) => effect.type)).toEqual(['probe', 'say']);
      });

      it('of a worker that died are handed out again, marked as a repeat', async () => {
        await journal.take(said('1'), give(say('a', '1')));
        const lost = await claimOne();
        now += LEASE_MS - 1;
        expect(await journal.effects.claim('v', 1)).toEqual([]);
        now += 1;
        expect(await journal.effects.claim('v', 1)).toMatchObject([{ sequence: 1, attempt: 2, repeat: true }]);
        expect(await journal.effects.finish(lost)).toBe(false);
        expect((await journal.effects.backlog()).waiting).toBe(1);
      });

      it('stay with a worker that renews its lease', async () => {
        await journal.take(said('1'), give(say('a', '1')));
        const claimed = await claimOne();
        now += LEASE_MS - 1;
        expect(await journal.effects.renew(claimed)).toBe(true);
        now += LEASE_MS - 1;
        expect(await journal.effects.claim('v', 1)).toEqual([]);
        expect(await journal.effects.finish(claimed)).toBe(true);
        expect(await journal.effects.renew(claimed)).toBe(false);
      });

      it('wait for their next attempt and hold back what follows', async () => {
        await journal.take(said('1'), give(say('a', '1'), say('b', '2')));
        await journal.effects.retryLater(await claimOne(), retry);
        expect(await journal.effects.claim('w', 10)).toEqual([]);
        now = retry.at;
        expect(await journal.effects.claim('w', 10)).toMatchObject([{ sequence: 1, attempt: 2, repeat: false }]);
      });

      it('that may have happened are marked as a repeat', async () => {
        await journal.take(said('1'), give(say('a', '1')));
        await journal.effects.retryLater(await claimOne(), { ...retry, at: now, happened: 'unknown' });
        expect(await claimOne()).toMatchObject({ repeat: true });
      });

      it('die after the last attempt, are listed, let the next ones go on and can be revived', async () => {
        await journal.take(said('1'), give(say('a', '1'), say('b', '2')));
        for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
          const claimed = await claimOne();
          expect(claimed).toMatchObject({ sequence: 1, attempt });
          await journal.effects.retryLater(claimed, { ...retry, at: now });
        }
        const key = { conversation: 'c', sequence: 1 };
        expect(await journal.effects.deadList(10)).toEqual([
          { ...key, effect: say('a', '1'), attempts: MOST_ATTEMPTS, error: 'platform-down', diedAt: now },
        ]);
        expect(await journal.effects.backlog()).toEqual({ waiting: 1, dead: 1, oldest: START });
        await journal.effects.finish(await claimOne());
        expect(await journal.effects.claim('w', 1)).toEqual([]);
        expect(await journal.effects.revive(key)).toBe(true);
        expect(await journal.effects.revive(key)).toBe(false);
        await journal.effects.finish(await claimOne());
        expect(await journal.effects.backlog()).toEqual({ waiting: 0, dead: 0, oldest: null });
      });

      it('that bring their worker down every time end in the dead list', async () => {
        await journal.take(said('1'), give(say('a', '1')));
        for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
          await claimOne();
          now += LEASE_MS;
        }
        expect(await journal.effects.claim('w', 1)).toEqual([]);
        expect(await journal.effects.deadList(1)).toMatchObject([{ error: 'worker-died', attempts: MOST_ATTEMPTS }]);
      });

      it('that can never happen die at once', async () => {
        await journal.take(said('1'), give(say('a', '1')));
        await journal.effects.dead(await claimOne(), 'channel-gone');
        expect(await journal.effects.deadList(1)).toMatchObject([{ error: 'channel-gone', attempts: 1 }]);
      });

      it('held back by the platform do not wear out', async () => {
        await journal.take(said('1'), give(say('a', '1')));
        for (let attempt = 0; attempt < MOST_ATTEMPTS * 2; attempt++) {
          await journal.effects.retryLater(await claimOne(), { ...retry, at: now, counts: false });
        }
        expect((await journal.effects.backlog()).waiting).toBe(1);
      });

      it('record which platform message shows a message, before or as they finish', async () => {
        await journal.take(said('1'), give(say('a', '1')));
        expect(await journal.sentAs('c', 'a')).toBeNull();
        await journal.recordSent('c', 'a', 'ts-1');
        expect(await journal.sentAs('c', 'a')).toBe('ts-1');
        await journal.effects.finish(await claimOne(), { message: 'a', platformId: 'ts-2' });
        expect(await journal.sentAs('c', 'a')).toBe('ts-2');
      });

      it('are carried out in order by workers, and a failed one is tried again before the next', async () => {
        const done: string[] = [];
        const work = await journal.effects.work('w', 4, async ({ conversation, sequence, attempt }) => {
          if (sequence === 2 && attempt === 1) return { type: 'retry', ...retry, at: now };
          done.push(`${conversation}${sequence}`);
          return { type: 'done' };
        });
        for (const conversation of ['c', 'd']) {
          await journal.take(said(conversation, 'x', conversation), give(say('a', '1'), say('b', '2'), say('e', '3')));
        }
        await expect.poll(() => done.length, { timeout: 10_000 }).toBe(6);
        await work.stop();
        expect(done.filter((id) => id.startsWith('c'))).toEqual(['c1', 'c2', 'c3']);
        expect(done.filter((id) => id.startsWith('d'))).toEqual(['d1', 'd2', 'd3']);
        expect((await journal.effects.backlog()).waiting).toBe(0);
      });
    });
  });
}
