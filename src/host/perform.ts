import type { Claimed, Outcome, Perform } from '../journal/effect-queue.ts';
import { caseOpened, caseChanged } from './at-the-desk.ts';
import type { HostParts } from './host-parts.ts';
import { ELSEWHERE_MS } from './limits.ts';
import type { Outstanding } from './outstanding.ts';
import { countCause, countEnd, countOutcome } from './figures.ts';
import { performProbe } from './perform-probe.ts';
import { performReport } from './perform-report.ts';
import { edit, say, showData } from './show.ts';
import { isShown, type Take } from './take.ts';

export type PerformParts = HostParts & { take: Take; stopping: AbortSignal };

/** Carries out one effect; see `EffectQueue.work`. */
export function performWith(parts: PerformParts, outstanding: Outstanding): Perform {
  return async (claimed) => {
    if (!parts.seats.some(({ adapter }) => adapter.name === claimed.platform)) return elsewhere(parts.clock());
    const { conversation, platform, effect, attempt } = claimed;
    const at = { case: conversation, platform, effect: effect.type, attempt };
    const outcome = await parts.observer.span('effect', at, () => perform(parts, claimed));
    if (isShown(effect) && outcome.type !== 'retry') outstanding.add(-1);
    return outcome;
  };
}

function perform(parts: PerformParts, claimed: Claimed): Promise<Outcome> {
  const { effect } = claimed;
  switch (effect.type) {
    case 'say':
      return say(parts, claimed, effect);
    case 'edit':
      return edit(parts, claimed, effect);
    case 'probe':
      return performProbe(parts, claimed, effect);
    case 'report':
      return performReport(parts, claimed, effect.subject);
    case 'hand-off':
      return caseOpened(parts, claimed, effect);
    case 'desk-edit':
      return caseChanged(parts, claimed, effect);
    case 'diagnosis':
      return countCause(parts, effect).then(() => showData(parts, claimed, effect));
    case 'outcome':
      return countOutcome(parts, effect);
    case 'end':
      return countEnd(parts, claimed, effect).then(() => showData(parts, claimed, effect));
    case 'error':
      return showData(parts, claimed, effect);
  }
}

/** Another process serves this platform. */
function elsewhere(now: number): Outcome {
  return { type: 'retry', error: 'platform-elsewhere', at: now + ELSEWHERE_MS, happened: 'no', counts: false };
}
