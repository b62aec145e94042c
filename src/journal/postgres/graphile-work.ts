import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, run, type Runner } from 'graphile-worker';
import type { Pool } from 'pg';
import { z } from 'zod';
import { carryOut } from '../carry-out.ts';
import type { EffectQueue, Perform, Work } from '../effect-queue.ts';
import { RECONNECT_AFTER_MS, SWEEP_EVERY_MS } from '../limits.ts';
import { DRAIN_TASK } from './drain.ts';

type Queue = Pick<EffectQueue, 'claim' | 'renew' | 'finish' | 'retryLater' | 'dead'>;

export type GraphileParts = {
  pool: Pool;
  queue: Queue;
  sweep: () => Promise<void>;
  clock: () => number;
  onError: (error: unknown) => void;
};

const PAYLOAD = z.object({ conversation: z.string() });

/** A drain takes what is ready at once: one message and the probes around it. */
const MOST_AT_ONCE = 8;

/**
 * Batching is what makes Graphile Worker 0.18 report that a job's end could not be stored, by ending its runner; without it,
 * the rejection goes unhandled and ends the process. Its local queue stays off: it holds jobs that die with the process.
 */
const STEADY = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } };

/** Carries effects out as jobs of Graphile Worker; any number of processes share them. */
export async function startGraphile(
  { pool, queue, sweep, clock, onError }: GraphileParts,
  worker: string,
  concurrency: number,
  perform: Perform,
): Promise<Work> {
  let stopped = false;

  async function drain(conversation: string): Promise<void> {
    if (stopped) return;
    const claimed = await queue.claim(worker, MOST_AT_ONCE, conversation);
    const carried = claimed.map(async (one) => {
      await carryOut(queue, one, perform, clock);
      await drain(conversation);
    });
    await Promise.all(carried);
  }

  const logger = new Logger(() => (level, message) => {
    if (level === 'error') onError(new Error(message));
  });
  const start = () =>
    run({
      pgPool: pool,
      concurrency,
      noHandleSignals: true,
      logger,
      preset: STEADY,
      // What fails here is found again by the sweep, so the job itself never fails.
      taskList: { [DRAIN_TASK]: (payload) => drain(PAYLOAD.parse(payload).conversation).catch(onError) },
    });

  let runner: Runner = await start();
  /** A runner ends when it loses the database; the next one goes on. */
  async function keepRunning(): Promise<void> {
    while (!stopped) {
      await runner.promise.catch(onError);
      await startAgain();
    }
    // One that was started while the work was stopped; to stop an ended one is an error.
    await runner.stop().catch(() => undefined);
  }

  async function startAgain(): Promise<void> {
    while (!stopped) {
      try {
        runner = await start();
        return;
      } catch (error) {
        onError(error);
        await sleep(RECONNECT_AFTER_MS);
      }
    }
  }
  const running = keepRunning();

  let sweeping: Promise<void> = Promise.resolve();
  const look = () => (sweeping = sweeping.then(sweep).catch(onError));
  look();
  const timer = setInterval(look, SWEEP_EVERY_MS);
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await sweeping;
      await runner.stop().catch(() => undefined);
      await running;
    },
  };
}
