import type { ProbeLimits } from './limits.ts';

/**
 * How long a silent port of one address is waited for. Where a sibling port answered in c ms, two lost SYNs (Linux repeats
 * after 1 s) make silence a verdict at 1,050 ms + 2c; where none answered, three do. See RFC 6298 section 2 for the 1 s.
 */
export class AddressPace {
  readonly #limits: ProbeLimits;
  readonly #started: number;
  readonly #now: () => number;
  #fastest: number | null = null;
  readonly #waiting = new Set<() => void>();

  constructor(limits: ProbeLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
    this.#started = now();
  }

  /** A port of this address answered (opened or refused) after so many ms. */
  answered(ms: number): void {
    if (this.#fastest !== null && this.#fastest <= ms) return;
    this.#fastest = ms;
    for (const reschedule of this.#waiting) reschedule();
  }

  /** Calls back once silence is a verdict. @returns a function that calls it off */
  whenSilent(verdict: () => void): () => void {
    let timer: NodeJS.Timeout | undefined;
    const cancel = () => {
      clearTimeout(timer);
      this.#waiting.delete(schedule);
    };
    const schedule = () => {
      clearTimeout(timer);
      const elapsed = this.#now() - this.#started;
      timer = setTimeout(
        () => {
          cancel();
          verdict();
        },
        Math.max(this.#patience() - elapsed, 0),
      );
    };
    this.#waiting.add(schedule);
    schedule();
    return cancel;
  }

  #patience(): number {
    if (this.#fastest === null) return this.#limits.silentAlone;
    return Math.min(this.#limits.silentBeside + 2 * this.#fastest, this.#limits.silentAlone);
  }
}
