import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Journal } from '../../src/journal/journal.ts';
import { PROBE_LEASE_MS, SHARED_RESULT_MS } from '../../src/journal/limits.ts';
import { goodReport } from '../conversation/reports.ts';
import type { Store } from './journal-contract.ts';
import { give, said, say } from './steps.ts';

const START = 1_800_000_000_000;

/** What every store must keep beside events and effects, seen through the port. */
export function describeKeeping(store: Store): void {
  describe(`what else is kept in ${store.name}`, () => {
    let now = START;
    let journal: Journal;
    beforeEach(async () => {
      now = START;
      await store.fresh();
      journal = await store.open(() => now);
    });
    afterEach(() => journal.close());

    describe('keeping time', () => {
      it('wakes a conversation when its time has come, unless something happened before', async () => {
        await journal.take(said('1'), (state) => ({ ...give()(state), wakeAt: START + 900 }));
        expect(await journal.due(START + 899, 10)).toEqual([]);
        expect(await journal.due(START + 900, 10)).toEqual([{ conversation: 'c', platform: 'test', at: START + 900 }]);
        await journal.take(said('2'), give());
        expect(await journal.due(START + 900, 10)).toEqual([]);
      });

      it('forgets what was not touched since, but neither figures nor later conversations', async () => {
        await journal.take(said('1', 'x', 'old'), give(say('a', '1')));
        await journal.openCase({ reference: 'R1', conversation: 'old', body: '{}', openedAt: now });
        await journal.recordSent('old', 'a', 'ts');
        await journal.count('handed-off', 1);
        now += 1_000;
        await journal.take(said('2', 'x', 'new'), give(say('a', '1')));
        expect(await journal.forgetTexts(now)).toBe(1);
        expect(await journal.load('old')).toBeNull();
        expect(await journal.load('new')).not.toBeNull();
        expect(await journal.sentAs('old', 'a')).toBeNull();
        expect(await journal.openCases(10)).toEqual([]);
        expect(await journal.effects.claim('w', 10)).toMatchObject([{ conversation: 'new' }]);
        expect(await journal.figures()).toEqual(new Map([['handed-off', 1]]));
      });
    });

    describe('the desk', () => {
      it('keeps installations as the bytes that they are', async () => {
        const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
        await journal.saveInstallation('T1', bytes);
        expect(await journal.loadInstallation('T1')).toEqual(bytes);
        await journal.saveInstallation('T1', Uint8Array.of(7));
        expect(await journal.loadInstallation('T1')).toEqual(Uint8Array.of(7));
        await journal.deleteInstallation('T1');
        expect(await journal.loadInstallation('T1')).toBeNull();
      });

      it('opens a case once and lists it until it is closed', async () => {
        const opened = { reference: 'R1', conversation: 'c', body: '{"cause":"op25b"}', openedAt: START };
        await journal.openCase(opened);
        await journal.openCase({ ...opened, body: 'again' });
        expect(await journal.openCases(10)).toEqual([{ ...opened, closedAt: null }]);
        await journal.closeCase('R1', START + 1);
        expect(await journal.openCases(10)).toEqual([]);
      });

      it('adds figures up', async () => {
        await journal.count('solved', 2);
        await journal.count('solved', 1);
        await journal.count('cases', 1);
        expect([...(await journal.figures())]).toEqual([
          ['cases', 1],
          ['solved', 3],
        ]);
      });
    });

    describe('what is shared', () => {
      const bucket = { capacity: 2, refillPerSecond: 0.5 };

      it('grants what a bucket holds and says when to come again', async () => {
        expect(await journal.spend('u', bucket, START)).toEqual({ granted: true, left: 1 });
        expect(await journal.spend('u', bucket, START)).toEqual({ granted: true, left: 0 });
        expect(await journal.spend('u', bucket, START)).toEqual({ granted: false, at: START + 2_000 });
        expect(await journal.spend('other', bucket, START)).toMatchObject({ granted: true });
        expect(await journal.spend('u', bucket, START + 2_000)).toEqual({ granted: true, left: 0 });
      });

      it('lets one probe a target, the others wait, and shares the report for a while', async () => {
        const report = goodReport();
        expect(await journal.beginProbe('t', 'one', START)).toEqual({ type: 'run' });
        expect(await journal.beginProbe('t', 'two', START)).toMatchObject({ type: 'wait' });
        expect(await journal.beginProbe('other', 'two', START)).toEqual({ type: 'run' });
        await journal.endProbe('t', 'one', report, START + 10);
        expect(await journal.beginProbe('t', 'two', START + 10)).toEqual({ type: 'known', report });
        const after = START + 10 + SHARED_RESULT_MS;
        expect(await journal.beginProbe('t', 'two', after)).toEqual({ type: 'run' });
      });

      it('lets the next one probe when a prober failed or died', async () => {
        await journal.beginProbe('t', 'one', START);
        await journal.endProbe('t', 'one', null, START);
        expect(await journal.beginProbe('t', 'two', START)).toEqual({ type: 'run' });
        expect(await journal.beginProbe('t', 'three', START + PROBE_LEASE_MS)).toEqual({ type: 'run' });
        await journal.endProbe('t', 'two', goodReport(), START + PROBE_LEASE_MS);
        expect(await journal.beginProbe('t', 'four', START + PROBE_LEASE_MS)).toMatchObject({ type: 'wait' });
      });
    });

    it('finds itself whole', () => expect(journal.check()).resolves.toBeUndefined());
  });
}
