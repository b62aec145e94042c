import { beforeEach, describe, expect, it } from 'vitest';
import { CROWD_SIZE, LEASE_MS } from '../../src/journal/limits.ts';
import { openStore, type Place } from './open-store.ts';
import { runProgram, type Ending } from './run-program.ts';
import { give, noteText, said, say } from './steps.ts';

const NOW = 1_800_000_000_000;

/** What every store must keep when several processes use it at once, and when one is killed. `fresh` gives an empty store. */
export function describeProcesses(name: string, fresh: () => Promise<Place>): void {
  describe(`processes that share ${name}`, () => {
    let place: Place;
    beforeEach(async () => {
      place = await fresh();
    });

    async function rivals(count: number, task: object): Promise<Ending[]> {
      await (await openStore(place, () => NOW)).close();
      const programs = Array.from({ length: count }, (_, index) =>
        runProgram('rival.ts', { ...place, role: 'visit', name: 'abcde'[index], rivals: count, now: NOW, ...task }),
      );
      const endings = await Promise.all(programs.map(({ ended }) => ended));
      for (const ending of endings) expect(ending).toMatchObject({ code: 0, errors: '' });
      return endings;
    }

    it('keep the order of arrival of one conversation, lose no event and take none twice', async () => {
      const events = 60;
      const endings = await rivals(2, { task: 'feed', events });
      const journal = await openStore(place, () => NOW);
      const texts = (await journal.load('c'))?.tried ?? [];
      await journal.close();
      expect(texts).toHaveLength(events * 3);
      const ofOne = (prefix: string) => texts.filter((text) => text.startsWith(prefix));
      const inOrder = (prefix: string) => Array.from({ length: events }, (_, index) => `${prefix}${index + 1}`);
      expect(ofOne('a')).toEqual(inOrder('a'));
      expect(ofOne('both')).toEqual(inOrder('both'));
      const arrivals = endings.flatMap(({ lines }) => lines.map((line) => JSON.parse(line).arrival ?? []));
      expect(arrivals.flat().toSorted((one, other) => one - other)).toEqual(texts.map((_, index) => index + 1));
    });

    it('carry out what a killed one held in mid-effect, marked as a repeat', async () => {
      let now = NOW;
      let journal = await openStore(place, () => now);
      await journal.take(said('1'), give(say('a', '1'), say('b', '2')));
      await journal.close();
      const holder = runProgram('rival.ts', { ...place, task: 'hold', name: 'a', rivals: 1, now });
      expect(JSON.parse(await holder.firstLine)).toMatchObject([{ sequence: 1, repeat: false }]);
      holder.kill();
      expect(await holder.ended).toMatchObject({ signal: 'SIGKILL' });

      journal = await openStore(place, () => now);
      // With SQLite one process serves, so the next one knows that the first is dead; others have to wait for its lease.
      if (place.store === 'postgres') {
        expect(await journal.effects.claim('b', 10)).toEqual([]);
        now += LEASE_MS;
      }
      const done: string[] = [];
      const work = await journal.effects.work('b', 2, async ({ sequence, repeat }) => {
        done.push(`${sequence}${repeat ? ' again' : ''}`);
        return { type: 'done' };
      });
      await expect.poll(() => done, { timeout: 10_000 }).toEqual(['1 again', '2']);
      await work.stop();
      await journal.close();
    });

    it('carry each effect out once and in order, whoever does it', async () => {
      const journal = await openStore(place, () => NOW);
      const names = Array.from({ length: 30 }, (_, index) => `c${index}`);
      for (const conversation of names) {
        for (const text of ['1', '2', '3']) {
          await journal.take({ ...said(`${conversation}-${text}`, text), conversation }, noteText);
        }
      }
      await journal.close();
      const endings = await rivals(2, { task: 'work', until: 0 });
      const done = endings.flatMap(({ lines }) => lines.map((line) => JSON.parse(line)));
      expect(done).toHaveLength(90);
      for (const { lines } of endings) {
        const sequences = new Map<string, number>();
        for (const { conversation, sequence } of lines.map((line) => JSON.parse(line))) {
          expect(sequence).toBeGreaterThan(sequences.get(conversation) ?? 0);
          sequences.set(conversation, sequence);
        }
      }
    });

    it('grant together no more than a bucket holds', async () => {
      const endings = await rivals(3, { task: 'spend', times: 30 });
      const granted = endings.flatMap(({ lines }) => lines).filter((line) => line === 'true');
      expect(granted).toHaveLength(50);
    });

    it('notice each crowd once', async () => {
      const endings = await rivals(CROWD_SIZE, { task: 'report', times: 30 });
      const crowds = endings.flatMap(({ lines }) => lines.map((line) => JSON.parse(line)));
      const isNew = crowds.filter((crowd) => crowd.isNew).map(({ subject }) => subject);
      expect(isNew.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 30 }, (_, index) => index));
    });

    it('probe a target once, and all get the report', async () => {
      const endings = await rivals(3, { task: 'probe' });
      const words = endings.flatMap(({ lines }) => lines).toSorted();
      expect(words).toEqual(['"known"', '"known"', '"probed"']);
    });
  });
}
