import { Logger, run } from 'graphile-worker';
import type { Pool } from 'pg';
import { z } from 'zod';
import { carryOut } from '../carry-out.ts';
import type { EffectQueue, Perform, Work } from '../effect-queue.ts';
import { SWEEP_EVERY_MS } from '../limits.ts';
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
  // Its local queue stays off: it would hold jobs of a process that dies.
  const runner = await run({
    pgPool: pool,
    concurrency,
    noHandleSignals: true,
    logger,
    taskList: { [DRAIN_TASK]: (payload) => drain(PAYLOAD.parse(payload).conversation) },
  });
  runner.promise.catch(onError);

  let sweeping: Promise<void> = Promise.resolve();
  const look = () => (sweeping = sweeping.then(sweep).catch(onError));
  look();
  const timer = setInterval(look, SWEEP_EVERY_MS);
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await sweeping;
      await runner.stop();
    },
  };
}
