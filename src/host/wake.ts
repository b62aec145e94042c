import type { HostParts } from './host-parts.ts';
import { MOST_WOKEN } from './limits.ts';
import type { Take } from './take.ts';

/** Tells conversations whose time has come that nothing happened. Two processes may try; each wake is taken once. */
export async function wakeDue({ journal, clock, seats, observer }: HostParts, take: Take): Promise<void> {
  for (const { conversation, platform, at } of await journal.due(clock(), MOST_WOKEN)) {
    if (!seats.some(({ adapter }) => adapter.name === platform)) continue;
    const incoming = {
      platform: 'wake',
      eventId: `${conversation}:${at}`,
      conversation,
      event: { type: 'silent' },
    } as const;
    await take(incoming, platform).catch((error: unknown) => observer.failed('wake', error));
  }
}
