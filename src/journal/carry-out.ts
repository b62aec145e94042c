import type { Claimed, EffectQueue, Outcome, Perform } from './effect-queue.ts';
import { backOff, RENEW_EVERY_MS } from './limits.ts';

type Holder = Pick<EffectQueue, 'renew' | 'finish' | 'retryLater' | 'dead'>;

/** Carries one claimed effect out, holding its lease meanwhile, and records what came of it. */
export async function carryOut(queue: Holder, claimed: Claimed, perform: Perform, clock: () => number): Promise<void> {
  const renewing = setInterval(() => void queue.renew(claimed).catch(() => undefined), RENEW_EVERY_MS);
  const outcome = await attempt(claimed, perform, clock).finally(() => clearInterval(renewing));
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
