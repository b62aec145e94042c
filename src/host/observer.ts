import type { Delivered } from '../adapters/adapter.ts';
import type { DeskState, Effect, Event } from '../conversation/types.ts';

/** Hears what the host does, for figures, logs and traces. Gets ids, codes and numbers; never what people wrote. */
export type Observer = {
  /** Runs a part of the work as a span of a trace, and gives back what it gives back. */
  span<T>(name: 'event' | 'step' | 'effect' | 'probe', at: SpanAt, run: () => T): T;
  /** An event was taken in, `ms` from its arrival to its being on disk; `stepMs` of them in the engine. */
  taken(at: {
    conversation: string;
    platform: string;
    event: Event['type'];
    repeat: boolean;
    ms: number;
    stepMs: number;
  }): void;
  /** A limit held an event or a probe back: `person`, `workspace`, `target`, `address` or `block`. */
  limited(limit: string): void;
  delivered(at: {
    conversation: string;
    platform: string;
    effect: Effect['type'];
    outcome: Delivered['type'];
    ms: number;
  }): void;
  /** `result`: `finished`, `shared`, or why it failed, as a code. */
  probed(at: { conversation: string; result: string; ms: number }): void;
  causeFound(cause: string): void;
  handedOff(): void;
  /** Somebody at the desk pressed a button; `before` and `after`: how the case stood there, null: it was not there. */
  deskActed(at: {
    conversation: string;
    platform: string;
    person: string | undefined;
    action: Extract<Event, { type: 'desk-acted' }>['action'];
    before: DeskState['status'] | null;
    after: DeskState['status'] | null;
  }): void;
  /** A case ended after this many questions. */
  ended(at: { resolved: boolean; questions: number }): void;
  crowd(people: number): void;
  /** Something went wrong on this side; it is tried again. */
  failed(what: string, error: unknown): void;
};

/** What a span is about. */
export type SpanAt = {
  case?: string;
  platform?: string;
  event?: Event['type'];
  effect?: Effect['type'];
  attempt?: number;
};

/** Hears everything and says nothing: for a conversation on the terminal. */
export const SILENT_OBSERVER: Observer = {
  span: (_name, _at, run) => run(),
  taken() {},
  limited() {},
  delivered() {},
  probed() {},
  causeFound() {},
  handedOff() {},
  deskActed() {},
  ended() {},
  crowd() {},
  failed() {},
};
