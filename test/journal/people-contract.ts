import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Journal } from '../../src/journal/journal.ts';
import { CROWD_KNOWN_MS, CROWD_SIZE, CROWD_WINDOW_MS } from '../../src/journal/limits.ts';
import type { Store } from './journal-contract.ts';
import { give, noteText, said, say } from './steps.ts';

const START = 1_800_000_000_000;
const SERVER = 'server:smtp.example.jp';

/** What every store must know of people: where their conversations are held, and who has the same trouble. */
export function describePeople(store: Store): void {
  describe(`people in ${store.name}`, () => {
    let now = START;
    let journal: Journal;
    beforeEach(async () => {
      now = START;
      await store.fresh();
      journal = await store.open(() => now);
    });
    afterEach(() => journal.close());

    describe('where a conversation is held', () => {
      const here = { address: '{"channel":"C1"}', person: 'slack:T1:U1' };

      it('is what its events told: the latest address, the first person', async () => {
        expect(await journal.whereabouts('c')).toBeNull();
        await journal.take(said('1'), noteText);
        expect(await journal.whereabouts('c')).toEqual({ platform: 'test', address: null, person: null });
        await journal.take({ ...said('2'), ...here }, noteText);
        expect(await journal.whereabouts('c')).toEqual({ platform: 'test', ...here });
        await journal.take(said('3'), noteText);
        expect(await journal.whereabouts('c')).toEqual({ platform: 'test', ...here });
        await journal.take({ ...said('4'), platform: 'other', address: 'elsewhere', person: 'slack:T1:U2' }, noteText);
        expect(await journal.whereabouts('c')).toEqual({ ...here, platform: 'test', address: 'elsewhere' });
      });

      it('goes out with each effect, as it is by then', async () => {
        await journal.take(said('1'), give(say('a', '1')));
        await journal.take({ ...said('2', 'x', 'd'), ...here }, give(say('a', '1'), say('b', '2')));
        expect(await journal.effects.claim('w', 1, 'c')).toMatchObject([{ address: null, person: null }]);
        const [first] = await journal.effects.claim('w', 1, 'd');
        expect(first).toMatchObject(here);
        if (first) await journal.effects.finish(first);
        await journal.take({ ...said('3', 'x', 'd'), address: 'elsewhere' }, give());
        expect(await journal.effects.claim('w', 1, 'd')).toMatchObject([{ ...here, address: 'elsewhere' }]);
      });

      it('stays unchanged by an event that was taken before or whose step failed', async () => {
        await journal.take({ ...said('1'), ...here }, noteText);
        await journal.take({ ...said('1'), address: 'elsewhere' }, noteText);
        const failing = () => {
          throw new Error('step');
        };
        await expect(journal.take({ ...said('2'), address: 'elsewhere' }, failing)).rejects.toThrow('step');
        expect(await journal.whereabouts('c')).toMatchObject(here);
      });

      it('lists the cases of one person, the newest first, up to a limit', async () => {
        for (const [index, conversation] of ['one', 'two', 'three'].entries()) {
          now = START + index;
          await journal.take({ ...said(conversation, conversation, conversation), ...here }, noteText);
        }
        await journal.take({ ...said('o', 'o', 'other'), person: 'slack:T1:U2' }, noteText);
        now = START + 10;
        await journal.take(said('again', 'again', 'one'), noteText);
        const cases = await journal.casesOf(here.person, 2);
        expect(cases.map(({ conversation, address, touchedAt }) => [conversation.tried, address, touchedAt])).toEqual([
          [['one', 'again'], here.address, START + 10],
          [['three'], here.address, START + 2],
        ]);
        expect(await journal.casesOf('slack:T1:U3', 2)).toEqual([]);
      });

      it('is found by the platform id of a message sent in it, until it is forgotten', async () => {
        await journal.take(said('1'), give(say('a', '1')));
        await journal.recordSent('c', 'a', 'slack:T1/C1/1712.34');
        expect(await journal.conversationOf('slack:T1/C1/1712.34')).toBe('c');
        expect(await journal.conversationOf('slack:T1/C1/1712.35')).toBeNull();
        await journal.forgetTexts(START + 1);
        expect(await journal.conversationOf('slack:T1/C1/1712.34')).toBeNull();
        expect(await journal.whereabouts('c')).toBeNull();
      });
    });

    describe('a crowd', () => {
      async function reports(people: number, subject: string, from = 1) {
        const crowds = [];
        for (let person = from; person < from + people; person++) {
          crowds.push(await journal.report(subject, `slack:T1:U${person}`, now));
        }
        return crowds;
      }

      it('is made by enough different people with the same trouble, and is new once', async () => {
        const crowds = await reports(CROWD_SIZE, SERVER);
        expect(crowds.slice(0, -1)).toEqual(
          Array.from({ length: CROWD_SIZE - 1 }, (_, index) => ({ people: index + 1, isNew: false, since: null })),
        );
        expect(crowds.at(-1)).toEqual({ people: CROWD_SIZE, isNew: true, since: START });
        now += 1_000;
        expect(await reports(1, SERVER)).toEqual([{ people: CROWD_SIZE, isNew: false, since: START }]);
        expect(await reports(1, SERVER, 100)).toEqual([{ people: CROWD_SIZE + 1, isNew: false, since: START }]);
      });

      it('is not made by one person who reports often, nor by different troubles', async () => {
        for (let time = 0; time < CROWD_SIZE * 2; time++) {
          expect(await journal.report(SERVER, 'slack:T1:U1', now)).toEqual({ people: 1, isNew: false, since: null });
        }
        await reports(CROWD_SIZE - 2, SERVER, 2);
        expect(await journal.report('line:ocn', 'slack:T1:U9', now)).toMatchObject({ people: 1, since: null });
      });

      it('is not made by reports that are too far apart', async () => {
        await reports(CROWD_SIZE - 1, SERVER);
        now += CROWD_WINDOW_MS;
        expect(await reports(1, SERVER, CROWD_SIZE)).toEqual([{ people: 1, isNew: false, since: null }]);
      });

      it('is known for as long as people go on to report, then over, and can come again', async () => {
        await reports(CROWD_SIZE, SERVER);
        now += CROWD_KNOWN_MS - 1;
        expect(await reports(1, SERVER)).toEqual([{ people: 1, isNew: false, since: START }]);
        now += CROWD_KNOWN_MS - 1;
        expect(await reports(1, SERVER)).toEqual([{ people: 1, isNew: false, since: START }]);
        now += CROWD_KNOWN_MS;
        const again = await reports(CROWD_SIZE, SERVER);
        expect(again[0]).toEqual({ people: 1, isNew: false, since: null });
        expect(again.at(-1)).toEqual({ people: CROWD_SIZE, isNew: true, since: now });
      });

      it('is new to one alone of those who report at once', async () => {
        const people = Array.from({ length: CROWD_SIZE * 4 }, (_, person) => `slack:T1:U${person}`);
        const crowds = await Promise.all(people.map((person) => journal.report(SERVER, person, now)));
        expect(crowds.filter(({ isNew }) => isNew)).toHaveLength(1);
        expect(crowds.map((crowd) => crowd.people).toSorted((one, other) => one - other)).toEqual(
          people.map((_, index) => index + 1),
        );
      });

      it('is forgotten with the texts', async () => {
        await reports(CROWD_SIZE, SERVER);
        await journal.forgetTexts(START + 1);
        expect(await reports(1, SERVER)).toEqual([{ people: 1, isNew: false, since: null }]);
      });
    });
  });
}
