import type { ErrorClass, ErrorSignature, SmtpStage } from '../../knowledge/error-schema.ts';
import { readDeliveryReport } from './delivery-report.ts';
import { errorExcerpt } from './error-excerpt.ts';
import { readErrorFields } from './error-fields.ts';
import { onOneLine } from './normalise.ts';
import type { ReadingKnowledge } from './reading-knowledge.ts';
import type { ErrorReading } from './reading.ts';
import { atStage, explainReply, meaningOfReply, usualCode } from './reply-meaning.ts';
import { replyOf, type SpokenReply } from './reply-of.ts';
import type { Span } from './span.ts';
import { readStage } from './stage.ts';
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

/** The error that a text quotes; null where nothing in it has the form of one. The text must be free of secrets. */
export function readError(text: string, knowledge: ReadingKnowledge): FoundError | null {
  const { phrases } = knowledge;
  const flat = onOneLine(text);
  const report = readDeliveryReport(text);
  const found = replyOf(text, report, phrases);
  const bounce = firstOf(flat, phrases.bounces);
  const matches = knowledge.signatures.flatMap((row): Match[] => {
    const span = spanOf(new RegExp(row.pattern, 'iu').exec(flat));
    return span ? [{ row, span }] : [];
  });
  const replies = matches.filter((match) => match.row.reply && belongs(match.span, flat, found));
  const local = matches.filter((match) => !match.row.reply);
  const main = (found && found.code < 400 ? undefined : replies[0]) ?? best(local);
  const refused = found !== null && found.code >= 400;
  const shape = main || refused ? null : (report ?? bounce ?? firstOf(flat, phrases.errorShapes));
  if (!main && !refused && !shape) return null;

  const stage = stageOf(flat, found, [...(main ? [main] : []), ...local], knowledge);
  const told = tell(main?.row, local, found, stage, knowledge);
  const reply = found?.spoken
    ? { code: found.code, enhanced: found.enhanced, text: visible(found.text) }
    : main?.row.reply
      ? { code: usualCode(told.class, knowledge.replyMeanings), enhanced: null, text: textOf(flat, main.span) }
      : null;
  // A bounce names servers further on; the person's own is not among them.
  const fields = readErrorFields(flat, phrases);
  const own = report || bounce ? { ...fields, host: null, port: null } : fields;
  const spans = [...replies, ...local].map((match) => match.span);
  if (found) spans.push({ start: found.start, end: found.end });
  if (shape) spans.push(shape);
  const telling = refused ? found : (main?.span ?? shape ?? { start: 0, end: flat.length });
  return {
    reading: {
      signature: main?.row.id ?? null,
      ...told,
      reply,
      stage,
      explanation: reply ? explainReply(reply, knowledge.replyMeanings) : [],
      host: own.host,
      port: own.port,
      excerpt: errorExcerpt(flat, telling),
    },
    spans: bounce ? [...spans, { start: bounce.start, end: flat.length }] : spans,
    encryption: own.encryption,
  };
}

function tell(
  main: ErrorSignature | undefined,
  local: Match[],
  found: SpokenReply | null,
  stage: SmtpStage | null,
  { replyMeanings }: ReadingKnowledge,
): { class: ErrorClass; causes: string[] } {
  const byCode = found && found.code >= 400 ? meaningOfReply(found, stage, replyMeanings) : null;
  const known = main ? atStage(main, stage) : null;
  if (!main || !known) return { class: byCode?.class ?? 'other', causes: [...(byCode?.causes ?? [])] };
  const better = REFINED_BY[known.class];
  const refined = better
    ? local.find(({ row }) => row !== main && row.class !== known.class && better.test(row.class))?.row
    : undefined;
  if (known.class === 'other' && !refined && byCode) return { class: byCode.class, causes: [...byCode.causes] };
  const causes = [...(refined ? atStage(refined, stage).causes : []), ...known.causes];
  return { class: refined?.class ?? known.class, causes: [...new Set(causes)].slice(0, CAUSES_LIMIT) };
}

/** The stage that stands beside the reply, else the one that the error's own text tells. */
function stageOf(
  flat: string,
  found: SpokenReply | null,
  matches: Match[],
  { phrases }: ReadingKnowledge,
): SmtpStage | null {
  const span = found ? { start: found.start, end: found.reach } : null;
  return readStage(flat, span, phrases) ?? matches.find(({ row }) => row.stage)?.row.stage ?? null;
}

/** The first that says something of its own; rows stand in the file from special to general. */
function best(matches: Match[]): Match | undefined {
  return matches.find(({ row }) => row.class !== 'other') ?? matches[0];
}

/** Whether a reply's row matched the quoted reply itself; without a code in hand, words are needed, not just a number. */
function belongs(span: Span, flat: string, found: SpokenReply | null): boolean {
  if (!found) return /[a-z\u3040-\u30ff\u4e00-\u9fff]{3}/i.test(flat.slice(span.start, span.end));
  return span.end > found.start && span.start <= found.reach;
}

function firstOf(flat: string, patterns: readonly { pattern: string }[]): Span | null {
  const spans = patterns.flatMap(({ pattern }) => spanOf(new RegExp(pattern, 'iu').exec(flat)) ?? []);
  return spans.toSorted((a, b) => a.start - b.start)[0] ?? null;
}

function spanOf(match: RegExpExecArray | null): Span | null {
  return match ? { start: match.index, end: match.index + match[0].length } : null;
}

function textOf(flat: string, { start, end }: Span): string {
  return visible(flat.slice(start, Math.min(flat.length, end + 100)).trim());
}
