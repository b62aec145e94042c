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
  /** Resolves with how many conversations have effects that should have been taken by now. */
  sweep: () => Promise<number>;
  clock: () => number;
  onError: (error: unknown) => void;
};

const PAYLOAD = z.object({ conversation: z.string() });

/** Jobs are taken within milliseconds of being added. */
const STUCK_AFTER_MS = 5_000;

const STOP_LOOK_MS = 20;

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

  /** Drains under way, and when the last one began (milliseconds of `performance.now`). */
  let draining = 0;
  let lastDrain = 0;

  async function drain(conversation: string): Promise<void> {
    if (stopped) return;
    const claimed = await queue.claim(worker, MOST_AT_ONCE, conversation);
    const carried = claimed.map(async (one) => {
      await carryOut(queue, one, perform, clock);
      await drain(conversation);
    });
    await Promise.all(carried);
  }

  async function runJob(payload: unknown): Promise<void> {
    draining += 1;
    lastDrain = performance.now();
    // What fails here is found again by the sweep, so the job itself never fails.
    await drain(PAYLOAD.parse(payload).conversation).catch(onError);
    draining -= 1;
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
      taskList: { [DRAIN_TASK]: runJob },
    });

  let runner: Runner = await start();
  let replacing = false;
  follow(runner);

  /** A runner ends when it loses the database; the next one goes on. */
  function follow(current: Runner): void {
    void current.promise.catch(onError).then(() => (current === runner ? replace() : undefined));
  }

  async function replace(): Promise<void> {
    if (replacing) return;
    replacing = true;
    while (!stopped) {
      try {
        runner = await start();
        lastDrain = performance.now();
        follow(runner);
        break;
      } catch (error) {
        onError(error);
        await sleep(RECONNECT_AFTER_MS);
      }
    }
    replacing = false;
    // One that was started while the work was stopped; to stop an ended one is an error.
    if (stopped) await runner.stop().catch(() => undefined);
  }

  /** Graphile Worker 0.18 may neither work nor end after it lost the database: then there is work, and nobody takes it. */
  function replaceIfStuck(late: number): void {
    const isIdle = draining === 0 && performance.now() - lastDrain > STUCK_AFTER_MS;
    if (late === 0) lastDrain = performance.now();
    if (late === 0 || !isIdle || replacing) return;
    onError(new Error('the job runner does not take its jobs; another one is started'));
    void runner.stop().catch(() => undefined);
    void replace();
  }

  let sweeping: Promise<void> = Promise.resolve();
  const look = () => (sweeping = sweeping.then(sweep).then(replaceIfStuck).catch(onError));
  look();
  const timer = setInterval(look, SWEEP_EVERY_MS);
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await sweeping;
      await runner.stop().catch(() => undefined);
      while (replacing || draining > 0) await sleep(STOP_LOOK_MS);
    },
  };
}
