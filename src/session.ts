import type { Adapter } from './adapters/adapter.ts';
import type { Engine } from './conversation/engine.ts';
import { failureText } from './conversation/messages/progress-message.ts';
import type { Conversation, Effect, Event, Finding, ProbeEvent } from './conversation/types.ts';
import type { Translator } from './message/translator.ts';
import { TargetError } from './probe/target-error.ts';

/** Probes a server and tells what it finds as it finds it; throws an error with `code` and `args` for a refused target. */
export type ProbeRunner = (target: string, signal: AbortSignal) => AsyncIterable<ProbeEvent>;

export type SessionParts = {
  engine: Engine;
  translator: Translator;
  adapter: Adapter;
  probe: ProbeRunner;
  conversation: Conversation;
};

export type Session = {
  /** Takes one event in; resolves when its own effects are shown. Events are taken one after the other. */
  receive(event: Event): Promise<void>;
  /** Resolves when nothing is under way any more, probes included. */
  settled(): Promise<void>;
  /** Ends what is under way. */
  stop(): void;
};

/** Holds one conversation between an adapter and the engine: events in, effects carried out in their order. */
export function createSession(parts: SessionParts): Session {
  const { engine, translator, adapter } = parts;
  let conversation = parts.conversation;
  let queue: Promise<void> = Promise.resolve();
  const running = new Map<string, { abort: AbortController; done: Promise<void> }>();

  function receive(event: Event): Promise<void> {
    const taken = queue.then(() => take(event));
    queue = taken.catch(() => undefined);
    return taken;
  }

  async function take(event: Event): Promise<void> {
    const step = engine.step(conversation, event);
    conversation = step.conversation;
    for (const effect of step.effects) await perform(effect);
  }

  async function perform(effect: Effect): Promise<void> {
    const { language } = conversation;
    switch (effect.type) {
      case 'say':
        return adapter.say(effect.id, translator.document(language, effect.message), language);
      case 'edit':
        return adapter.edit(effect.id, translator.document(language, effect.message), language);
      case 'probe':
        return startProbe(effect.probe, effect.target);
      case 'diagnosis':
        return adapter.diagnosis(effect, language);
      case 'hand-off':
        return adapter.handOff(effect.to, effect.reference, language);
      case 'error':
        return adapter.error(effect.failure, translator.plain(language, failureText(effect.failure)));
      case 'end':
        return adapter.end(effect.resolved);
    }
  }

  /** A new probe replaces the one before: its server is no longer the question. */
  function startProbe(id: string, target: string): void {
    for (const { abort } of running.values()) abort.abort();
    const abort = new AbortController();
    const done = follow(id, target, abort.signal).finally(() => running.delete(id));
    running.set(id, { abort, done });
  }

  async function follow(id: string, target: string, signal: AbortSignal): Promise<void> {
    try {
      for await (const update of parts.probe(target, signal)) {
        if (signal.aborted) return;
        if (update.type === 'report') await receive({ type: 'probe-finished', probe: id, report: update.report });
        else await receive({ type: 'probe-progressed', probe: id, update });
      }
    } catch (error) {
      if (!signal.aborted) await receive({ type: 'probe-failed', probe: id, failure: failureOf(error, target) });
    }
  }

  return {
    receive,
    async settled() {
      while (running.size > 0) await Promise.all([...running.values()].map(({ done }) => done));
      await queue;
    },
    stop() {
      for (const { abort } of running.values()) abort.abort();
    },
  };
}

/** A target that is not probed says why; anything else is a fault of the probe itself. */
function failureOf(error: unknown, target: string): Finding {
  if (!(error instanceof TargetError)) return { code: 'probe-failed', args: { target } };
  return { code: error.code, args: { target, ...error.args } };
}
