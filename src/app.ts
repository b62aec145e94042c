import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Adapter } from './adapters/adapter.ts';
import { JsonLinesAdapter } from './adapters/terminal/json-lines-adapter.ts';
import type { Talk } from './adapters/terminal/talk.ts';
import { TerminalAdapter } from './adapters/terminal/terminal-adapter.ts';
import type { Config } from './config.ts';
import type { LiveDesk } from './desk/live-desk.ts';
import { admissionWith } from './host/admission.ts';
import { createHost, type Host } from './host/host.ts';
import type { Seat } from './host/host-parts.ts';
import { limitsOf, STOP_WITHIN_MS } from './host/limits.ts';
import type { Observer } from './host/observer.ts';
import type { Journal } from './journal/journal.ts';
import type { Translator } from './message/translator.ts';
import { createDrawingThread } from './picture/drawing-thread.ts';
import { createPainter } from './picture/painter.ts';
import { createPictureCache } from './picture/picture-cache.ts';
import { withPictures } from './picture/with-pictures.ts';
import { proberFor } from './prober-for.ts';

export type Assembly = {
  journal: Journal;
  adapters: readonly Adapter[];
  desk: LiveDesk;
  observer: Observer;
  /** False for the one person at a terminal. */
  limited: boolean;
};

/** Puts engine, probe and journal together behind the adapters. */
export function assemble(config: Config, { journal, adapters, desk, observer, limited }: Assembly): Host {
  const limits = limited ? limitsOf(config.desk.limits) : null;
  const clock = Date.now;
  const prober = proberFor(config, {
    providers: desk.providers,
    denied: desk.denied,
    ...(limits && { admit: admissionWith({ journal, limits, observer, clock }) }),
  });
  const seats = adapters.map((adapter): Seat => ({ adapter, engine: desk.engine(hasDesk(config, adapter.name)) }));
  const painter = createPainter({
    dialogs: desk.dialogs,
    translator: desk.translator,
    thread: createDrawingThread(),
    cache: createPictureCache(),
  });
  const onTrouble = (error: unknown) => observer.failed('picture', error);
  return createHost({
    journal,
    seats,
    translator: desk.translator,
    probe: (target, signal) => prober.probe(target, { signal }),
    illustrate: (document, language) => withPictures(document, language, painter, onTrouble),
    limits,
    observer,
    clock,
    worker: `${hostname()}-${process.pid}-${randomUUID()}`,
    keepDays: config.desk.keepDays,
    stopWithinMs: STOP_WITHIN_MS,
  });
}

function hasDesk({ desk }: Config, platform: string): boolean {
  return (platform === 'slack' && desk.slack !== null) || (platform === 'discord' && desk.discord !== null);
}

export type TerminalForm = 'json-lines' | 'words';

/** The conversation on the streams of this process. */
export function terminalAdapter(io: NodeJS.Process, translator: Translator, form: TerminalForm, talk: Talk): Adapter {
  if (form === 'json-lines') return new JsonLinesAdapter(io.stdin, io.stdout, translator, talk);
  const colours = io.stdout.isTTY === true && !io.env['NO_COLOR'];
  return new TerminalAdapter(io.stdin, io.stdout, translator, colours, talk);
}
