/** Counts what this process still has to show, so that the terminal can wait for it. */
export class Outstanding {
  #count = 0;
  #waiting: (() => void)[] = [];

  add(count: number): void {
    this.#count += count;
    this.#tell();
  }

  /** Resolves when nothing is left. */
  async none(): Promise<void> {
    while (this.#count > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #tell(): void {
    if (this.#count > 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
