import type { Journal } from '../journal/journal.ts';
import type { NotNow } from '../probe/prober-dependencies.ts';
import { blockOf, placeOf } from './address-block.ts';
import { KNOWN_PLACE_MS, MOST_KNOWN_PLACES, type Limits } from './limits.ts';
import type { Observer } from './observer.ts';

type Parts = { journal: Pick<Journal, 'spend'>; limits: Limits; observer: Observer; clock: () => number };

/**
 * Lets a probe dial its addresses, or says when it may. Whatever names lead there, one address is probed so and so often a
 * minute, and so many different ones of a block an hour: nobody is hammered, no block is swept. All of a probe's addresses go,
 * or none.
 */
export function admissionWith({ journal, limits, observer, clock }: Parts): (ips: string[]) => Promise<NotNow | null> {
  /** Places that were counted in their block, and until when. Those of another process count once more, which harms nobody. */
  const known = new Map<string, number>();

  function remember(place: string, now: number): void {
    for (const [other, until] of known) if (until <= now || known.size >= MOST_KNOWN_PLACES) known.delete(other);
    known.set(place, now + KNOWN_PLACE_MS);
  }

  return async (ips) => {
    const now = clock();
    for (const [place, ip] of new Map(ips.map((each) => [placeOf(each), each]))) {
      const often = await journal.spend(`address:${place}`, limits.address, now);
      if (!often.granted) {
        observer.limited('address');
        return { code: 'target-limited', seconds: Math.max(1, Math.ceil((often.at - now) / 1000)) };
      }
      if ((known.get(place) ?? 0) > now) continue;
      const many = await journal.spend(`block:${blockOf(ip)}`, limits.block, now);
      if (!many.granted) {
        observer.limited('block');
        return { code: 'network-limited', minutes: Math.max(1, Math.ceil((many.at - now) / 60_000)) };
      }
      remember(place, now);
    }
    return null;
  };
}
