import type { SmtpStage } from '../../knowledge/error-schema.ts';
import type { Phrases } from '../../knowledge/phrases-schema.ts';
import type { Span } from './span.ts';

/** How far before a reply the command may stand that it answers. */
const REACH_BEFORE = 400;
/** How far behind a reply it may be told what it answered ("in reply to RCPT TO command"). */
const REACH_AFTER = 80;

type Marker = { start: number; stage: SmtpStage };

/**
 * The stage of the dialogue that the text tells for a reply: what is said in or right behind the reply comes before the
 * last command in front of it. `reply` null: the only stage that the text names at all; null where it names none or several.
 */
export function readStage(flat: string, reply: Span | null, { stages }: Phrases): SmtpStage | null {
  const markers = stages
    .flatMap(({ stage, pattern }): Marker[] =>
      [...flat.matchAll(new RegExp(pattern, 'giu'))].map((match) => ({ start: match.index, stage })),
    )
    .toSorted((a, b) => a.start - b.start);
  if (!reply) {
    const named = new Set(markers.map(({ stage }) => stage));
    return named.size === 1 ? (markers[0]?.stage ?? null) : null;
  }
  const within = markers.find(({ start }) => start >= reply.start && start <= reply.end + REACH_AFTER);
  const before = markers.findLast(({ start }) => start < reply.start && start >= reply.start - REACH_BEFORE);
  return (within ?? before)?.stage ?? null;
}
