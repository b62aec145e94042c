/** Events of one run, for any number of followers: each gets all of them, whenever it comes. */
export class EventLog<T> {
  readonly #events: T[] = [];
  #state: 'open' | 'ended' | 'failed' = 'open';
  #error: unknown;
  #changed = Promise.withResolvers<void>();
  #followers = 0;
  readonly #abandoned = new AbortController();

  /** Aborts when the last follower has gone before the end. */
  get abandoned(): AbortSignal {
    return this.#abandoned.signal;
  }

  add(event: T): void {
    this.#events.push(event);
    this.#wake();
  }

  end(): void {
    this.#state = 'ended';
    this.#wake();
  }

  fail(error: unknown): void {
    this.#state = 'failed';
    this.#error = error;
    this.#wake();
  }

  /** All events from the first; ends with the run, or silently when the signal aborts. Throws what the run failed with. */
  async *follow(signal?: AbortSignal): AsyncGenerator<T> {
    this.#followers += 1;
    const onAbort = () => this.#wake();
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      let next = 0;
      while (signal?.aborted !== true) {
        const event = this.#events[next];
        if (event !== undefined) {
          next += 1;
          yield event;
        } else if (this.#state === 'open') {
          await this.#changed.promise;
        } else {
          if (this.#state === 'failed') throw this.#error;
          return;
        }
      }
    } finally {
      signal?.removeEventListener('abort', onAbort);
      this.#followers -= 1;
      if (this.#followers === 0 && this.#state === 'open') this.#abandoned.abort();
    }
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers<void>();
  }
}
