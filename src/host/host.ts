import type { Inbox } from '../adapters/adapter.ts';
import type { Work } from '../journal/effect-queue.ts';
import type { HostParts } from './host-parts.ts';
import { inboxOf } from './inbox.ts';
import { EFFECTS_AT_ONCE, FORGET_EVERY_MS, WAKE_EVERY_MS } from './limits.ts';
import { Outstanding } from './outstanding.ts';
import { performWith } from './perform.ts';
import { takeWith } from './take.ts';
import { wakeDue } from './wake.ts';

const DAY_MS = 86_400_000;

/** Holds all conversations: takes events in through the journal, and carries their effects out. */
export type Host = {
  /** Where an adapter hands its happenings in. */
  inbox(platform: string): Inbox;
  /** Begins to carry effects out, to remind, and to forget old texts. */
  start(): Promise<void>;
  /** Resolves when all that this process took in is shown, probes aside. */
  shown(): Promise<void>;
  /** Resolves when no effect waits any more in the journal, probes included. For a journal of one's own. */
  settled(): Promise<void>;
  /** Takes no new effect and lets what runs end, at most `stopWithinMs`; the rest is carried out after the next start. */
  stop(): Promise<void>;
};

export function createHost(parts: HostParts): Host {
  const { journal, clock, observer } = parts;
  const outstanding = new Outstanding();
  const stopping = new AbortController();
  const take = takeWith(parts, outstanding);
  const timers: NodeJS.Timeout[] = [];
  let work: Work | null = null;

  /** Runs `job` every `ms`, never twice at once. */
  function every(ms: number, name: string, job: () => Promise<unknown>): void {
    let busy = false;
    const tick = async () => {
      if (busy) return;
      busy = true;
      await job().catch((error: unknown) => observer.failed(name, error));
      busy = false;
    };
    void tick();
    timers.push(setInterval(() => void tick(), ms));
  }

  return {
    inbox: (platform) => inboxOf(platform, parts, take),
    async start() {
      const perform = performWith({ ...parts, take, stopping: stopping.signal }, outstanding);
      work = await journal.effects.work(parts.worker, EFFECTS_AT_ONCE, perform);
      every(WAKE_EVERY_MS, 'wake', () => wakeDue(parts, take));
      every(FORGET_EVERY_MS, 'forget', () => journal.forgetTexts(clock() - parts.keepDays * DAY_MS));
    },
    shown: () => outstanding.none(),
    async settled() {
      while ((await journal.effects.backlog()).waiting > 0) {
        await new Promise((resolve) => setTimeout(resolve, SETTLE_LOOK_MS));
      }
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      const giveUp = setTimeout(() => stopping.abort(), parts.stopWithinMs);
      await work?.stop();
      clearTimeout(giveUp);
    },
  };
}

/** How often `settled` looks: a person at a terminal does not notice it. */
const SETTLE_LOOK_MS = 10;
