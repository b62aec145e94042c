import { carryOut } from './carry-out.ts';
import type { EffectQueue, Perform, Work } from './effect-queue.ts';
import { SWEEP_EVERY_MS } from './limits.ts';

type Queue = Pick<EffectQueue, 'claim' | 'renew' | 'finish' | 'retryLater' | 'dead'>;

/** Runs effects in this process: as soon as it is prodded, after each effect that ended, and when time made one due. */
export function hostWork(queue: Queue, clock: () => number) {
  const workers = new Set<() => void>();

  function start(worker: string, concurrency: number, perform: Perform): Work {
    const running = new Set<Promise<void>>();
    let stopped = false;
    let claiming: Promise<void> | null = null;
    let again = false;

    function look(): void {
      again = true;
      claiming ??= claimAll().finally(() => (claiming = null));
    }

    async function claimAll(): Promise<void> {
      while (again && !stopped && running.size < concurrency) {
        again = false;
        const claimed = await queue.claim(worker, concurrency - running.size);
        for (const one of claimed) {
          const done = carryOut(queue, one, perform, clock)
            // The journal itself failed: the lease runs out and the effect is handed out again.
            .catch(() => undefined)
            .finally(() => {
              running.delete(done);
              look();
            });
          running.add(done);
        }
      }
    }

    const sweep = setInterval(look, SWEEP_EVERY_MS);
    workers.add(look);
    look();
    return {
      async stop() {
        stopped = true;
        clearInterval(sweep);
        workers.delete(look);
        await claiming;
        await Promise.all(running);
      },
    };
  }

  return {
    start,
    /** Tells the workers of this process that there is something new. */
    prod(): void {
      for (const look of workers) look();
    },
  };
}
