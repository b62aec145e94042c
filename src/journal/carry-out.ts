import { setTimeout as sleep } from 'node:timers/promises';
import type { Claimed, EffectQueue, Outcome, Perform } from './effect-queue.ts';
import { backOff, LEASE_MS, RECONNECT_AFTER_MS, RENEW_EVERY_MS } from './limits.ts';

type Holder = Pick<EffectQueue, 'renew' | 'finish' | 'retryLater' | 'dead'>;

/**
 * Carries one claimed effect out, holding its lease meanwhile, and records what came of it. While the journal cannot be
 * reached, it keeps trying to record for as long as the lease lasts, so that a short outage does not repeat the effect.
 */
export async function carryOut(queue: Holder, claimed: Claimed, perform: Perform, clock: () => number): Promise<void> {
  const renewing = setInterval(() => void queue.renew(claimed).catch(() => undefined), RENEW_EVERY_MS);
  const outcome = await attempt(claimed, perform, clock).finally(() => clearInterval(renewing));
  const start = performance.now();
  for (;;) {
    try {
      return await record(queue, claimed, outcome);
    } catch (error) {
      if (performance.now() - start > LEASE_MS) throw error;
      await sleep(RECONNECT_AFTER_MS);
    }
  }
}

async function record(queue: Holder, claimed: Claimed, outcome: Outcome): Promise<void> {
  if (outcome.type === 'done') await queue.finish(claimed, outcome.sent);
  else if (outcome.type === 'dead') await queue.dead(claimed, outcome.error);
  else await queue.retryLater(claimed, outcome);
}

async function attempt(claimed: Claimed, perform: Perform, clock: () => number): Promise<Outcome> {
  try {
    return await perform(claimed);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { type: 'retry', error: words, at: clock() + backOff(claimed.attempt), happened: 'unknown', counts: true };
  }
}
