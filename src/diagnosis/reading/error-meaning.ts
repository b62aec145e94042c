import type { ErrorClass, ErrorSignature } from '../../knowledge/error-schema.ts';
import type { ReadingKnowledge } from './reading-knowledge.ts';
import { meaningOfReply, type ReplyContext, toldBy } from './reply-meaning.ts';
import type { SpokenReply } from './reply-of.ts';
import type { SignatureMatch } from './signature-matches.ts';

/** Classes that a more telling one may replace: the same failure, told by a second code in the same text. */
const REFINED_BY: Partial<Record<ErrorClass, RegExp>> = {
  'tcp-failed': /^(?:tcp-|dns|tls-|certificate|no-greeting|auth|relay|no-internet)/,
  'tcp-reset': /^(?:tcp-|dns)/,
  certificate: /^certificate-/,
  other: /./,
};
const CAUSES_LIMIT = 6;

/**
 * Class and causes of an error: those of the known text, refined by a second text where that tells more. Where the reply's
 * own text is not known, its code says more than the words of a program that only passes the reply on.
 *
 * @param main the known text that tells most; undefined when none is known
 * @param local texts of programs, not of servers
 */
export function meaningOfError(
  main: ErrorSignature | undefined,
  local: readonly SignatureMatch[],
  found: SpokenReply | null,
  context: ReplyContext,
  { replyMeanings }: ReadingKnowledge,
): { class: ErrorClass; causes: string[] } {
  const byCode = found && found.code >= 400 ? meaningOfReply(found, context, replyMeanings) : null;
  const known = main ? toldBy(main, context) : null;
  if (!main || !known) return { class: byCode?.class ?? 'other', causes: [...(byCode?.causes ?? [])] };
  const passesOn = !main.reply && main.stage !== undefined && found?.spoken === true;
  const better = REFINED_BY[known.class];
  const refined = better
    ? local
        .filter(({ row }) => row !== main && better.test(row.class))
        .map(({ row }) => toldBy(row, context))
        .find((meaning) => meaning.class !== known.class)
    : undefined;
  if (byCode && byCode.class !== 'other' && (passesOn || (known.class === 'other' && !refined))) {
    return { class: byCode.class, causes: [...byCode.causes] };
  }
  const causes = [...(refined?.causes ?? []), ...known.causes];
  return { class: refined?.class ?? known.class, causes: [...new Set(causes)].slice(0, CAUSES_LIMIT) };
}
