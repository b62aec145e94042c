import type { Happening, Inbox, Received } from '../../src/adapters/adapter.ts';
import { createEngine } from '../../src/conversation/engine.ts';
import type { Event } from '../../src/conversation/types.ts';
import type { ProbeRunner } from '../../src/host/host-parts.ts';
import { createHost, type Host } from '../../src/host/host.ts';
import { limitsOf } from '../../src/host/limits.ts';
import { SILENT_OBSERVER, type Observer } from '../../src/host/observer.ts';
import type { Journal } from '../../src/journal/journal.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { RESOURCES } from '../../src/message/resources.ts';
import { createTranslator } from '../../src/message/translator.ts';
import { LabPlatform } from './lab-platform.ts';

const knowledge = loadKnowledge();
const translator = createTranslator(RESOURCES);

/** The hour at which tests begin; only they move it. */
export const NOON = Date.UTC(2026, 10, 24, 3);

export class LabClock {
  now = NOON;
  readonly read = (): number => this.now;
}

export type LabHostParts = {
  journal: Journal;
  clock: LabClock;
  probe: ProbeRunner;
  worker?: string;
  platform?: LabPlatform;
  limits?: { personPerMinute: number | null; workspacePerMinute: number | null; targetPerMinute: number | null };
  keepDays?: number;
  observer?: Observer;
};

/** A host with the real engine and journal behind a platform of the lab. */
export class LabHost {
  readonly platform: LabPlatform;
  readonly host: Host;
  readonly journal: Journal;
  readonly #inbox: Inbox;
  #events = 0;

  constructor({
    journal,
    clock,
    probe,
    worker = 'lab',
    platform,
    limits,
    keepDays = 30,
    observer = SILENT_OBSERVER,
  }: LabHostParts) {
    this.journal = journal;
    this.platform = platform ?? new LabPlatform();
    const desk = { name: { ja: 'Help desk', en: 'Help desk' }, contact: null, reachable: true };
    this.host = createHost({
      illustrate: async (document) => document,
      journal,
      seats: [{ adapter: this.platform, engine: createEngine({ ...knowledge.engine, desk }) }],
      translator,
      probe,
      limits: limits ? limitsOf(limits) : null,
      observer: { ...observer, failed: (what, error) => console.error(what, error) },
      clock: clock.read,
      worker,
      keepDays,
      stopWithinMs: 200,
    });
    this.#inbox = this.host.inbox('lab');
  }

  say(conversation: string, text: string, more: Partial<Happening> = {}): Promise<Received> {
    return this.do(conversation, { type: 'said', text }, more);
  }

  do(conversation: string, event: Event, more: Partial<Happening> = {}): Promise<Received> {
    this.#events += 1;
    return this.#inbox.receive({
      eventId: `${conversation}-${this.#events}`,
      conversation,
      address: `room of ${conversation}`,
      person: `lab:here:${conversation}`,
      workspace: 'lab:here',
      language: 'ja',
      event,
      ...more,
    });
  }

  async close(): Promise<void> {
    await this.host.stop();
    await this.journal.close();
  }
}
