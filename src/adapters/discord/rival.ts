/** A rival that has not shown itself for this long is taken to be gone (two releases overlap for seconds). */
const FORGOTTEN_AFTER_MS = 10 * 60_000;
/** As many ids as a busy process meets in a few minutes; an id that comes twice comes soon. */
const MOST_IDS = 10_000;

/** Tells whether another process uses the same token: it takes what this one was the only one to get. */
export class Rival {
  readonly #now: () => number;
  readonly #seen = new Set<string>();
  #lastSign: number | null = null;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** True for an id that this process meets for the first time. */
  isNew(id: string): boolean {
    if (this.#seen.has(id)) return false;
    this.#seen.add(id);
    const [oldest] = this.#seen;
    if (this.#seen.size > MOST_IDS && oldest !== undefined) this.#seen.delete(oldest);
    return true;
  }

  /** Something new to this process was taken by somebody else. True when nobody was told of it lately. */
  noteSign(): boolean {
    const first = !this.present;
    this.#lastSign = this.#now();
    return first;
  }

  get present(): boolean {
    return this.#lastSign !== null && this.#now() - this.#lastSign < FORGOTTEN_AFTER_MS;
  }
}
