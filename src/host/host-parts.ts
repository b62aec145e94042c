import type { Adapter } from '../adapters/adapter.ts';
import type { Engine } from '../conversation/engine.ts';
import type { Effect, ProbeEvent } from '../conversation/types.ts';
import type { Journal } from '../journal/journal.ts';
import type { Document } from '../message/document.ts';
import type { Language } from '../message/message.ts';
import type { Translator } from '../message/translator.ts';
import type { Limits } from './limits.ts';
import type { Observer } from './observer.ts';

/** Probes a server and tells what it finds as it finds it; throws `TargetError` for a target that it refuses. */
export type ProbeRunner = (target: string, signal: AbortSignal) => AsyncIterable<ProbeEvent>;

/** A platform with the engine that knows whether its desk can be reached there. */
export type Seat = { adapter: Adapter; engine: Engine };

/** One kind of effect. */
export type EffectOf<Type extends Effect['type']> = Extract<Effect, { type: Type }>;

/** Everything that the host works with. */
export type HostParts = {
  journal: Journal;
  seats: readonly Seat[];
  translator: Translator;
  probe: ProbeRunner;
  /** Draws the pictures of a document, for platforms that show them; one that cannot be drawn is left out. */
  illustrate: (document: Document, language: Language) => Promise<Document>;
  /** null: no limits, for the one person at a terminal. */
  limits: Limits | null;
  observer: Observer;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Names this process among those that share the journal. */
  worker: string;
  /** Texts are forgotten after this many days. */
  keepDays: number;
  /** At the end, what runs may go on for this long, in milliseconds. */
  stopWithinMs: number;
};
