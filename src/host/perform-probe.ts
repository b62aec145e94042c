import type { Event, Finding, ProbeReport } from '../conversation/types.ts';
import type { Claimed, Outcome } from '../journal/effect-queue.ts';
import { TargetError } from '../probe/target-error.ts';
import { targetKey } from '../probe/target.ts';
import type { EffectOf } from './host-parts.ts';
import type { PerformParts } from './perform.ts';

/** What a probe told, or why there was none. */
type End = { type: 'report'; report: ProbeReport } | { type: 'failure'; failure: Finding };

/** Probes the target, unless it is being probed or was just now: then the result is shared. */
export async function performProbe(parts: PerformParts, claimed: Claimed, effect: EffectOf<'probe'>): Promise<Outcome> {
  const { journal, observer, clock } = parts;
  const { conversation, sequence } = claimed;
  const start = performance.now();
  const current = (await journal.load(conversation))?.probe;
  if (current?.id !== effect.probe || current.status !== 'running') return { type: 'done' };

  const target = targetKey(effect.target);
  const holder = `${conversation}:${sequence}`;
  const turn = await journal.beginProbe(target, holder, clock());
  if (turn.type === 'wait') {
    const retry = { error: 'probe-elsewhere', at: turn.at, happened: 'no', counts: false } as const;
    return { type: 'retry', ...retry, waitsFor: target };
  }
  const end: End =
    turn.type === 'known'
      ? { type: 'report', report: turn.report }
      : await observer.span('probe', { case: conversation }, () => run(parts, claimed, effect, holder));
  if (parts.stopping.aborted && end.type === 'failure') {
    await journal.endProbe(target, holder, null, clock());
    return { type: 'retry', error: 'stopping', at: clock(), happened: 'no', counts: false };
  }
  // First the result for the others, then our own event: a crash in between repeats this effect, which finds it known.
  if (turn.type === 'run') await journal.endProbe(target, holder, end.type === 'report' ? end.report : null, clock());
  const happened = end.type === 'report' ? 'probe-finished' : 'probe-failed';
  await tell(parts, claimed, `${holder}:end`, endEvent(effect.probe, end, effect.target));
  const result = turn.type === 'known' ? 'shared' : end.type === 'failure' ? end.failure.code : happened;
  observer.probed({ conversation, result, ms: performance.now() - start });
  return { type: 'done' };
}

async function run(
  parts: PerformParts,
  claimed: Claimed,
  { probe, target }: EffectOf<'probe'>,
  holder: string,
): Promise<End> {
  const { journal, limits, clock, observer } = parts;
  if (limits) {
    const spent = await journal.spend(`target:${targetKey(target)}`, limits.target, clock());
    if (!spent.granted) {
      observer.limited('target');
      const seconds = Math.max(1, Math.ceil((spent.at - clock()) / 1000));
      return { type: 'failure', failure: { code: 'target-limited', args: { target, seconds } } };
    }
  }
  try {
    let number = 0;
    for await (const update of parts.probe(target, parts.stopping)) {
      if (update.type === 'report') return update;
      number += 1;
      const event: Event = { type: 'probe-progressed', probe, update };
      await tell(parts, claimed, `${holder}:${claimed.attempt}:${number}`, event);
    }
    return { type: 'failure', failure: { code: 'probe-failed', args: { target } } };
  } catch (error) {
    if (!(error instanceof TargetError)) observer.failed('probe', error);
    return { type: 'failure', failure: failureOf(error, target) };
  }
}

async function tell(parts: PerformParts, claimed: Claimed, eventId: string, event: Event): Promise<void> {
  await parts.take({ platform: 'probe', eventId, conversation: claimed.conversation, event }, claimed.platform);
}

/** A shared report answers under the name that this person gave. */
function endEvent(probe: string, end: End, target: string): Event {
  if (end.type === 'failure') return { type: 'probe-failed', probe, failure: end.failure };
  return { type: 'probe-finished', probe, report: { ...end.report, server: target } };
}

/** A target that is not probed says why; anything else is a fault of the probe itself. */
function failureOf(error: unknown, target: string): Finding {
  if (!(error instanceof TargetError)) return { code: 'probe-failed', args: { target } };
  return { code: error.code, args: { target, ...error.args } };
}
