import { Worker } from 'node:worker_threads';
import type { Drawing } from './drawing.ts';
import { PictureError } from './picture-error.ts';

export type DrawRequest = { id: number; drawing: Drawing };
export type DrawAnswer = { id: number; png: Uint8Array } | { id: number; problem: string };

/**
 * Draws in a thread of its own: a picture keeps a processor busy for some 50 ms, the first one for a second, and in a rush
 * that would hold up the acknowledgements that platforms expect within 3 s.
 */
export type DrawingThread = {
  /** The bytes of a PNG picture. Rejects with PictureError. */
  draw(drawing: Drawing): Promise<Uint8Array>;
  /** Stops the thread; what waits is rejected. */
  close(): Promise<void>;
};

/** A message does not wait longer than this for a picture, in milliseconds: it comes without, and soon. */
const LONGEST_DRAWING_MS = 10_000;

/** Pictures that may wait for the thread. More would come too late to be worth the wait. */
const MOST_WAITING = 64;

/** Of its memory, in MB: fonts and layouts take some 60, and a smaller nursery is swept before it has grown. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 };

type Waiting = { resolve(png: Uint8Array): void; reject(error: PictureError): void; timer: NodeJS.Timeout };

/** Costs nothing until the first picture is drawn. A thread that fails is replaced with the next picture. */
export function createDrawingThread({ longestMs = LONGEST_DRAWING_MS } = {}): DrawingThread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let nextId = 1;

  function start(): Worker {
    const started = new Worker(new URL('./draw-worker.ts', import.meta.url), { resourceLimits: LIMITS });
    started.on('message', (answer: DrawAnswer) => settle(answer));
    started.on('error', (error) => stop(started, new PictureError('picture-failed', String(error))));
    started.on('exit', () => stop(started, new PictureError('picture-failed', 'the drawing thread ended')));
    return started;
  }

  function settle(answer: DrawAnswer): void {
    const { resolve, reject } = take(answer.id) ?? {};
    if ('png' in answer) resolve?.(answer.png);
    else reject?.(new PictureError('picture-failed', answer.problem));
  }

  function take(id: number): Waiting | undefined {
    const found = waiting.get(id);
    clearTimeout(found?.timer);
    waiting.delete(id);
    // A thread with nothing to do must not keep the process alive.
    if (waiting.size === 0) worker?.unref();
    return found;
  }

  function stop(stopped: Worker, reason: PictureError): void {
    if (worker !== stopped) return;
    worker = null;
    for (const id of waiting.keys()) take(id)?.reject(reason);
  }

  async function end(reason: PictureError): Promise<void> {
    const ended = worker;
    if (!ended) return;
    stop(ended, reason);
    await ended.terminate();
  }

  return {
    draw(drawing) {
      if (waiting.size >= MOST_WAITING) {
        return Promise.reject(new PictureError('pictures-crowded', `${MOST_WAITING} pictures wait already`));
      }
      worker ??= start();
      worker.ref();
      const id = nextId;
      nextId += 1;
      const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
      const late = () => void end(new PictureError('picture-late', `not drawn within ${longestMs} ms`));
      waiting.set(id, { resolve, reject, timer: setTimeout(late, longestMs) });
      worker.postMessage({ id, drawing } satisfies DrawRequest);
      return promise;
    },
    close: () => end(new PictureError('picture-failed', 'closed')),
  };
}
