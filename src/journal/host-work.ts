import { carryOut } from './carry-out.ts';
import type { Claimed, EffectQueue, Perform, Work } from './effect-queue.ts';
import { SWEEP_EVERY_MS } from './limits.ts';

type Queue = Pick<EffectQueue, 'claim' | 'renew' | 'finish' | 'retryLater' | 'dead'>;

/** Runs effects in this process: as soon as it is prodded, after each effect that ended, and when time made one due. */
export function hostWork(queue: Queue, clock: () => number, onError: (error: unknown) => void) {
  const workers = new Set<() => void>();

  function start(worker: string, concurrency: number, perform: Perform): Work {
    const running = new Set<Promise<void>>();
    let stopped = false;
    let claiming = false;
    let claimed: Promise<void> = Promise.resolve();
    let again = false;

    function look(): void {
      again = true;
      if (!claiming) claimed = claimAll();
    }

    async function claimAll(): Promise<void> {
      claiming = true;
      try {
        while (again && !stopped && running.size < concurrency) {
          again = false;
          for (const one of await queue.claim(worker, concurrency - running.size)) run(one);
        }
      } catch (error) {
        onError(error);
      } finally {
        // Before anything else can run, so that no call of `look` falls between the loop's end and this.
        claiming = false;
      }
    }

    function run(one: Claimed): void {
      const done = carryOut(queue, one, perform, clock)
        // The journal itself failed: the lease runs out and the effect is handed out again.
        .catch(onError)
        .finally(() => {
          running.delete(done);
          look();
        });
      running.add(done);
    }

    const sweep = setInterval(look, SWEEP_EVERY_MS);
    workers.add(look);
    look();
    return {
      async stop() {
        stopped = true;
        clearInterval(sweep);
        workers.delete(look);
        await claimed;
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
