import type { ErrorClass, ErrorSignature } from '../../knowledge/schema.ts';
import { readErrorFields } from './error-fields.ts';
import { onOneLine } from './normalise.ts';
import type { ReadingKnowledge } from './reading-knowledge.ts';
import type { ErrorReading } from './reading.ts';
import { meaningOfReply, usualCode } from './reply-meaning.ts';
import { findReply, type FoundReply } from './smtp-reply.ts';
import type { Span } from './span.ts';
import { visible } from './visible.ts';

/** What an error text tells, where it stands, and the settings that it shows. */
export type FoundError = { reading: ErrorReading; spans: Span[]; encryption: 'none' | 'tls' | null };

type Match = { row: ErrorSignature; span: Span };

/** Classes that a more telling one may replace: the same failure, told by a second code in the same text. */
const REFINED_BY: Partial<Record<ErrorClass, RegExp>> = {
  'tcp-failed': /^(?:tcp-|dns|tls-|certificate|no-greeting|auth|relay|no-internet)/,
  'tcp-reset': /^(?:tcp-|dns)/,
  certificate: /^certificate-/,
  other: /./,
};
const CAUSES_LIMIT = 6;
/** How far behind a code the text of its reply may tell more. */
const REPLY_REACH = 600;

/** The error that a text quotes; null where nothing in it is known as one. The text must be free of secrets. */
export function readError(text: string, knowledge: ReadingKnowledge): FoundError | null {
  const flat = onOneLine(text);
  const found = findReply(text, knowledge.phrases);
  const fields = readErrorFields(flat, knowledge.phrases);
  const matches = knowledge.signatures.flatMap((row): Match[] => {
    const match = new RegExp(row.pattern, 'iu').exec(flat);
    return match ? [{ row, span: { start: match.index, end: match.index + match[0].length } }] : [];
  });
  const replies = matches.filter((match) => match.row.reply && belongs(match.span, flat, found));
  const local = matches.filter((match) => !match.row.reply);
  const main = (found && found.code < 400 ? undefined : replies[0]) ?? best(local);
  if (!main && !found) return null;
  if (!main && found && found.code < 400) return null;
  const told = mergeMeaning(main?.row, local, found);
  const reply = found
    ? quoted(found)
    : main?.row.reply
      ? { code: usualCode(told.class), enhanced: null, text: textOf(flat, main.span) }
      : null;
  const spans = [...replies, ...local].map((match) => match.span);
  return {
    reading: {
      signature: main?.row.id ?? null,
      ...told,
      reply,
      host: fields.host,
      port: fields.port,
      excerpt: visible(flat),
    },
    spans: found ? [...spans, { start: found.start, end: found.end }] : spans,
    encryption: fields.encryption,
  };
}

function mergeMeaning(
  main: ErrorSignature | undefined,
  local: Match[],
  found: FoundReply | null,
): { class: ErrorClass; causes: string[] } {
  if (!main) return found ? meaningOfReply(found) : { class: 'other', causes: [] };
  const better = REFINED_BY[main.class];
  const refined = better
    ? local.find(({ row }) => row !== main && row.class !== main.class && better.test(row.class))?.row
    : undefined;
  if (main.class === 'other' && !refined && found && found.code >= 400) return meaningOfReply(found);
  const causes = [...(refined?.causes ?? []), ...main.causes];
  return { class: refined?.class ?? main.class, causes: [...new Set(causes)].slice(0, CAUSES_LIMIT) };
}

/** The first that says something of its own; rows stand in the file from special to general. */
function best(matches: Match[]): Match | undefined {
  return matches.find(({ row }) => row.class !== 'other') ?? matches[0];
}

/** Whether a reply's row matched the quoted reply itself; without a code in hand, words are needed, not just a number. */
function belongs(span: Span, flat: string, found: FoundReply | null): boolean {
  if (!found) return /[a-z\u3040-\u30ff\u4e00-\u9fff]{3}/i.test(flat.slice(span.start, span.end));
  return span.end > found.start && span.start <= Math.max(found.end, found.start + REPLY_REACH);
}

function quoted({ code, enhanced, text }: FoundReply): { code: number; enhanced: string | null; text: string } {
  return { code, enhanced, text: visible(text) };
}

function textOf(flat: string, { start, end }: Span): string {
  return visible(flat.slice(start, Math.min(flat.length, end + 100)).trim());
}
