import type { ProbeLimits } from './limits.ts';

/**
 * When the silence of one address's port is a verdict. Where another port of the address answered in c ms, two SYNs must be
 * lost: `silence` + 2c after the start; else three: `silenceAlone`.
 */
export class SilenceRule {
  private readonly limits: ProbeLimits;
  private roundTrip: number | null = null;
  private readonly watchers = new Set<() => void>();

  constructor(limits: ProbeLimits) {
    this.limits = limits;
  }

  /** A port of the address took or refused a connection after `ms`. */
  answered(ms: number): void {
    if (this.roundTrip !== null && this.roundTrip <= ms) return;
    this.roundTrip = ms;
    for (const rearm of this.watchers) rearm();
  }

  /**
   * Calls `judge` when a port that was dialled at `start` (of `performance.now`) has been silent for long enough.
   *
   * @returns ends the watch
   */
  watch(start: number, judge: () => void): () => void {
    const { limits, watchers } = this;
    let timer: NodeJS.Timeout | undefined;
    const rearm = (): void => {
      clearTimeout(timer);
      const patience = this.roundTrip === null ? limits.silenceAlone : limits.silence + 2 * this.roundTrip;
      timer = setTimeout(judge, Math.max(0, start + Math.min(patience, limits.connect) - performance.now()));
    };
    watchers.add(rearm);
    rearm();
    return () => {
      clearTimeout(timer);
      watchers.delete(rearm);
    };
  }
}
