import type { DeskState, Effect } from '../conversation/types.ts';
import type { Incoming, Stepper, Taken } from '../journal/journal.ts';
import type { Language } from '../message/message.ts';
import type { HostParts, Seat } from './host-parts.ts';
import type { Outstanding } from './outstanding.ts';
import { stepperFor } from './stepper.ts';

/** The language of a conversation whose platform does not tell it: most desks that need this bot are Japanese. */
const FIRST_LANGUAGE: Language = 'ja';

type DeskStatus = DeskState['status'];

/** How a conversation begins, as its platform tells. */
export type Beginning = { language: Language | null; languageChosen: boolean };

const UNKNOWN_BEGINNING: Beginning = { language: null, languageChosen: false };

/** `home` is the platform on which the conversation is held; the event itself may come from elsewhere, a probe's end for one. */
export type Take = (incoming: Incoming, home: string, beginning?: Beginning) => Promise<Taken>;

/** Takes events in: the journal's transaction around the engine's step, with the engine of the conversation's own platform. */
export function takeWith(parts: HostParts, outstanding: Outstanding): Take {
  const { journal, observer, clock } = parts;
  return async (incoming, home, beginning = UNKNOWN_BEGINNING) => {
    const start = performance.now();
    let stepMs = 0;
    let held = 0;
    let deskBefore: DeskStatus | null = null;
    const step = stepperFor(seatOf(parts.seats, home).engine, {
      id: incoming.conversation,
      language: beginning.language ?? FIRST_LANGUAGE,
      languageFixed: beginning.languageChosen,
      now: clock(),
      span: (run) => observer.span('step', { case: incoming.conversation }, run),
      onStep: (effects, ms) => {
        stepMs = ms;
        held = shownOf(effects);
      },
    });
    const stepper: Stepper = (before, event) => {
      deskBefore = before?.desk?.status ?? null;
      return step(before, event);
    };
    const at = { case: incoming.conversation, platform: home, event: incoming.event.type };
    const taken = await observer.span('event', at, () => journal.take(incoming, stepper));
    if (!taken.repeat) outstanding.add(held);
    observer.taken({
      conversation: incoming.conversation,
      platform: home,
      event: incoming.event.type,
      repeat: taken.repeat,
      ms: performance.now() - start,
      stepMs,
    });
    const { event } = incoming;
    if (event.type === 'desk-acted' && !taken.repeat) {
      const { conversation, person } = incoming;
      const after = taken.conversation.desk?.status ?? null;
      observer.deskActed({ conversation, platform: home, person, action: event.action, before: deskBefore, after });
    }
    return taken;
  };
}

export function seatOf(seats: readonly Seat[], platform: string): Seat {
  const seat = seats.find(({ adapter }) => adapter.name === platform);
  if (!seat) throw new Error(`no adapter named ${platform} in this process`);
  return seat;
}

/** A probe takes seconds; what waits for it comes as events of its own. */
export function isShown(effect: Effect): boolean {
  return effect.type !== 'probe';
}

function shownOf(effects: Effect[]): number {
  return effects.filter(isShown).length;
}
