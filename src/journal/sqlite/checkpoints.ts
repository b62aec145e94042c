import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * Carries SQLite's log over into the database file in a thread of its own. It takes two syncs and the writing of every
 * page that changed: on the thread that commits, 10 to 100 ms several times a second in a rush.
 */
export type Checkpoints = {
  /** The log grew: every CHECKPOINT_AFTER times it is carried over. */
  grown(): void;
  /** Resolves when none is under way. */
  idle(): Promise<void>;
  /** Ends the thread's connection: whoever closes the last one tidies up. */
  close(): Promise<void>;
};

/** Some 4 MB of log in a rush, as much as SQLite lets come together by itself. */
const CHECKPOINT_AFTER = 50;

export type Wish = 'checkpoint' | 'close';

const PROGRAM = new URL('./checkpoint-thread.ts', import.meta.url);

/** Costs nothing until the first checkpoint. Without its thread, the connection that commits makes them (LOG_MOST_PAGES). */
export function createCheckpoints(file: string): Checkpoints {
  let thread: Worker | null = null;
  let running: PromiseWithResolvers<void> | null = null;
  let count = 0;

  function start(): Worker {
    const started = new Worker(PROGRAM, { workerData: file });
    started.on('message', end);
    started.on('error', end);
    started.on('exit', () => {
      thread = null;
      end();
    });
    return started;
  }

  function end(): void {
    running?.resolve();
    running = null;
    // With nothing to do it must not keep the process alive.
    thread?.unref();
  }

  function tell(wish: Wish): void {
    thread?.ref();
    thread?.postMessage(wish);
  }

  async function idle(): Promise<void> {
    await running?.promise;
  }

  return {
    grown() {
      count += 1;
      if (count < CHECKPOINT_AFTER || running) return;
      count = 0;
      running = Promise.withResolvers();
      thread ??= start();
      tell('checkpoint');
    },
    idle,
    async close() {
      await idle();
      const ended = thread && once(thread, 'exit');
      tell('close');
      await ended;
    },
  };
}
