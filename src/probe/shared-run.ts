import type { ProbeEvent } from '../diagnosis/probe-report.ts';

/**
 * One run that any number of readers follow, each from its first event on. When the last reader leaves before the end, the
 * run is given up.
 */
export class SharedRun {
  private readonly events: ProbeEvent[] = [];
  private readonly controller = new AbortController();
  private readonly wake = new Set<() => void>();
  private readers = 0;
  private end: { error: unknown } | 'well' | null = null;

  constructor(
    work: (tell: (event: ProbeEvent) => void, signal: AbortSignal) => Promise<void>,
    ended: (report: Extract<ProbeEvent, { type: 'report' }> | null) => void,
  ) {
    const tell = (event: ProbeEvent): void => {
      this.events.push(event);
      this.notify();
    };
    void this.run(() => work(tell, this.controller.signal), ended);
  }

  get givenUp(): boolean {
    return this.controller.signal.aborted;
  }

  /** @throws what the run failed with, or the signal's reason */
  async *follow(signal: AbortSignal | undefined): AsyncGenerator<ProbeEvent, void> {
    this.readers += 1;
    const onAbort = (): void => this.notify();
    signal?.addEventListener('abort', onAbort);
    try {
      for (let index = 0; ;) {
        signal?.throwIfAborted();
        const event = this.events[index];
        if (event !== undefined) {
          index += 1;
          yield event;
          continue;
        }
        if (this.end === 'well') return;
        if (this.end !== null) throw this.end.error;
        await new Promise<void>((resolve) => this.wake.add(resolve));
      }
    } finally {
      signal?.removeEventListener('abort', onAbort);
      this.readers -= 1;
      if (this.readers === 0 && this.end === null) this.controller.abort();
    }
  }

  private async run(
    work: () => Promise<void>,
    ended: (report: Extract<ProbeEvent, { type: 'report' }> | null) => void,
  ): Promise<void> {
    try {
      await work();
      this.end = 'well';
    } catch (error) {
      this.end = { error };
    }
    ended(this.events.find((event) => event.type === 'report') ?? null);
    this.notify();
  }

  private notify(): void {
    for (const resolve of this.wake) resolve();
    this.wake.clear();
  }
}
