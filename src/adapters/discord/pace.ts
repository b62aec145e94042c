import { setTimeout as sleep } from 'node:timers/promises';

/** So long an event waits for answers that are on their way; then it is its turn all the same. */
const LONGEST_WAIT_MS = 250;
/** How soon it is looked again whether answers are on their way. */
const LOOK_EVERY_MS = 2;

/**
 * Lets events go on one by one, and while no first answer to an interaction is on its way. Writing an event down keeps the
 * process busy for milliseconds; in a rush that must not happen before the answers, which Discord wants within 3 seconds.
 */
export class Pace {
  #last: Promise<void> = Promise.resolve();
  #answering = 0;

  /** Counts as an answer on its way until it settles. */
  async answering<T>(answer: Promise<T>): Promise<T> {
    this.#answering += 1;
    try {
      return await answer;
    } finally {
      this.#answering -= 1;
    }
  }

  /** Resolves in a turn of its own, in the order of the calls. */
  turn(): Promise<void> {
    this.#last = this.#after(this.#last);
    return this.#last;
  }

  async #after(last: Promise<void>): Promise<void> {
    await last;
    for (let waited = 0; waited < LONGEST_WAIT_MS; waited += LOOK_EVERY_MS) {
      await sleep(LOOK_EVERY_MS);
      if (this.#answering === 0) return;
    }
  }
}
