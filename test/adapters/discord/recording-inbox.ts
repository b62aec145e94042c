import type { Delivered, Happening, HeldCase, Inbox, Received, Whereabouts } from '../../../src/adapters/adapter.ts';

/** An inbox that keeps what it is given, and knows a repeat. */
export class RecordingInbox implements Inbox {
  readonly taken: Happening[] = [];
  readonly repeats: Happening[] = [];
  readonly cases = new Map<string, HeldCase & Whereabouts>();
  readonly messages = new Map<string, string>();
  /** What is answered instead of taking the next event in. */
  answerNext: Received | Error | null = null;

  async receive(happening: Happening): Promise<Received> {
    const planned = this.answerNext;
    this.answerNext = null;
    if (planned instanceof Error) throw planned;
    if (planned) return planned;
    if (this.taken.some(({ eventId }) => eventId === happening.eventId)) {
      this.repeats.push(happening);
      return { type: 'repeat' };
    }
    this.taken.push(happening);
    const before = this.cases.get(happening.conversation);
    this.cases.set(happening.conversation, {
      platform: 'discord',
      person: happening.person,
      conversation: happening.conversation,
      language: happening.language ?? 'en',
      server: null,
      cause: null,
      status: 'open',
      resolved: false,
      pending: null,
      ...before,
      address: happening.address ?? before?.address ?? null,
      touchedAt: Date.now(),
    });
    return { type: 'taken' };
  }

  /** Keeps the platform id of a message that was shown, as the journal does. */
  shown(conversation: string, delivered: Delivered): void {
    if (delivered.type === 'done' && delivered.platformId !== undefined) {
      this.messages.set(delivered.platformId, conversation);
    }
  }

  async conversationOf(platformId: string): Promise<string | null> {
    return this.messages.get(platformId) ?? null;
  }

  async whereabouts(conversation: string): Promise<Whereabouts | null> {
    return this.cases.get(conversation) ?? null;
  }

  async casesOf(person: string, limit: number): Promise<HeldCase[]> {
    const own = [...this.cases.values()].filter((one) => one.person === person);
    return own.toReversed().slice(0, limit);
  }

  async figures(): Promise<Map<string, number>> {
    return new Map();
  }
}
