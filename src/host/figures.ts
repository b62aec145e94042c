import type { Claimed, Outcome } from '../journal/effect-queue.ts';
import type { EffectOf, HostParts } from './host-parts.ts';

/*
 * Names of figures, which say what happened and never to whom:
 *   cause:<cause>                      it was told as the best explanation
 *   worked:<cause>:<remedy>, failed:…  its remedy helped, or not
 *   cases:solved, cases:unsolved, cases:handed-off
 */

export async function countCause(
  { journal, observer }: HostParts,
  { diagnosis }: EffectOf<'diagnosis'>,
): Promise<void> {
  const [best] = diagnosis.causes;
  if (!best) return;
  await journal.count(`cause:${best.id}`, 1);
  observer.causeFound(best.id);
}

export async function countOutcome(
  { journal }: HostParts,
  { cause, remedy, worked }: EffectOf<'outcome'>,
): Promise<Outcome> {
  await journal.count(`${worked ? 'worked' : 'failed'}:${cause}:${remedy}`, 1);
  return { type: 'done' };
}

export async function countEnd(
  { journal, observer }: HostParts,
  claimed: Claimed,
  { resolved }: EffectOf<'end'>,
): Promise<void> {
  await journal.count(resolved ? 'cases:solved' : 'cases:unsolved', 1);
  const conversation = await journal.load(claimed.conversation);
  observer.ended({ resolved, questions: conversation?.asked.length ?? 0 });
}
