/** Runs tasks of one key one after the other, tasks of different keys side by side. */
export class InOrder {
  readonly #tails = new Map<string, Promise<void>>();

  /** Resolves when the task and all before it are done; rejects as the task does. */
  async run(key: string, task: () => Promise<void>): Promise<void> {
    const tail = (this.#tails.get(key) ?? Promise.resolve()).catch(() => {}).then(task);
    this.#tails.set(key, tail);
    try {
      await tail;
    } finally {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    }
  }

  /** Resolves when nothing runs any more. */
  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.allSettled(this.#tails.values());
  }
}
