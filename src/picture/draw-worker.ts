import { parentPort } from 'node:worker_threads';
import type { DrawAnswer, DrawRequest } from './drawing-thread.ts';
import { createRasterise } from './rasterise.ts';

/** The thread that draws: one picture after the other, so that no more than one canvas is in memory. */

const rasterise = createRasterise();
let last = Promise.resolve();

parentPort?.on('message', (request: DrawRequest) => {
  last = last.then(() => answer(request));
});

async function answer({ id, drawing }: DrawRequest): Promise<void> {
  const done = await rasterise(drawing).then(
    (png): DrawAnswer => ({ id, png }),
    (error: unknown): DrawAnswer => ({ id, problem: error instanceof Error ? error.message : String(error) }),
  );
  parentPort?.postMessage(done);
}
