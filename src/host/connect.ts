import { setTimeout as sleep } from 'node:timers/promises';
import { AdapterError } from '../adapters/adapter-error.ts';
import type { Adapter, Inbox } from '../adapters/adapter.ts';
import type { Observer } from './observer.ts';

/** The first try after a failure comes this soon, each further one after twice the wait before. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Connects a platform, as often as it takes. Resolves `connected`, `refused` when trying again cannot help (a wrong token),
 * or `stopped`. Once connected, the platform's SDK reconnects by itself.
 */
export async function connect(
  adapter: Adapter,
  inbox: Inbox,
  { observer, stopping }: { observer: Observer; stopping: AbortSignal },
): Promise<'connected' | 'refused' | 'stopped'> {
  for (let wait = FIRST_WAIT_MS; !stopping.aborted; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    try {
      await adapter.start(inbox);
      return 'connected';
    } catch (error) {
      observer.failed(`connect-${adapter.name}`, error);
      if (error instanceof AdapterError && error.permanent) return 'refused';
      await sleep(wait, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
  return 'stopped';
}
