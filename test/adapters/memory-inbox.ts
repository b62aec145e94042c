import type { Happening, HeldCase, Inbox, Received, Whereabouts } from '../../src/adapters/adapter.ts';

/** An inbox that keeps everything in memory: an event id counts once, the address is that of the latest event with one. */
export class MemoryInbox implements Inbox {
  readonly taken: Happening[] = [];
  readonly cases: HeldCase[] = [];
  readonly counted = new Map<string, number>();
  readonly sent = new Map<string, string>();
  /** The next happenings are refused with these words. */
  limit: string | null = null;
  /** The journal is away. */
  broken = false;
  /** Taking one event in lasts so long. */
  slowMs = 0;
  readonly #platform: string;
  readonly #seen = new Set<string>();
  readonly #whereabouts = new Map<string, Whereabouts>();

  constructor(platform: string) {
    this.#platform = platform;
  }

  async receive(happening: Happening): Promise<Received> {
    if (this.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, this.slowMs));
    this.#check();
    if (this.limit !== null) return { type: 'limited', words: this.limit };
    if (this.#seen.has(happening.eventId)) return { type: 'repeat' };
    this.#seen.add(happening.eventId);
    this.taken.push(happening);
    const { conversation, address, person } = happening;
    const before = this.#whereabouts.get(conversation);
    this.#whereabouts.set(conversation, {
      platform: this.#platform,
      address: address ?? before?.address ?? null,
      person: before?.person ?? person,
    });
    return { type: 'taken' };
  }

  async conversationOf(platformId: string): Promise<string | null> {
    this.#check();
    return this.sent.get(platformId) ?? null;
  }

  async whereabouts(conversation: string): Promise<Whereabouts | null> {
    this.#check();
    return this.#whereabouts.get(conversation) ?? null;
  }

  async casesOf(_person: string, limit: number): Promise<HeldCase[]> {
    this.#check();
    return this.cases.slice(0, limit);
  }

  async figures(): Promise<Map<string, number>> {
    return this.counted;
  }

  #check(): void {
    if (this.broken) throw new Error('the journal is away');
  }
}
