import type { SmtpStage } from '../../knowledge/error-schema.ts';
import type { Phrases } from '../../knowledge/phrases-schema.ts';
import { readDeliveryReport } from './delivery-report.ts';
import { errorExcerpt } from './error-excerpt.ts';
import { readErrorFields } from './error-fields.ts';
import { meaningOfError } from './error-meaning.ts';
import { onOneLine } from './normalise.ts';
import type { ReadingKnowledge } from './reading-knowledge.ts';
import type { ErrorReading, QuotedReply } from './reading.ts';
import { explainReply, usualCode } from './reply-meaning.ts';
import { replyOf, type SpokenReply } from './reply-of.ts';
import { best, matchSignatures, type SignatureMatch } from './signature-matches.ts';
import type { Span } from './span.ts';
import { readStage } from './stage.ts';
import { visible } from './visible.ts';

/** What an error text tells, where it stands, and the settings that it shows. */
export type FoundError = { reading: ErrorReading; spans: Span[]; encryption: 'none' | 'tls' | null };

/** RFC 6409, RFC 8314: a server that hands in at these is somebody's client itself. */
const SUBMISSION_PORTS = [465, 587, 2525];

/** The error that a text quotes; null where nothing in it has the form of one. The text must be free of secrets. */
export function readError(text: string, knowledge: ReadingKnowledge): FoundError | null {
  const { phrases, replyMeanings } = knowledge;
  const flat = onOneLine(text);
  const report = readDeliveryReport(text);
  const found = replyOf(text, report, phrases);
  const bounce = firstOf(flat, phrases.bounces);
  const reported = report !== null || bounce !== null;
  const { replies, local } = matchSignatures(flat, found, reported, knowledge);
  const refused = found !== null && found.code >= 400;
  const main = (found && !refused ? undefined : replies[0]) ?? best(local);
  const shape = main || refused ? null : (report ?? bounce ?? firstOf(flat, phrases.errorShapes));
  if (!main && !refused && !shape) return null;

  const fields = readErrorFields(flat, phrases);
  const stage = stageOf(flat, found, [...(main ? [main] : []), ...local], phrases);
  const relayed =
    reported || (firstOf(flat, phrases.relayed) !== null && !SUBMISSION_PORTS.includes(fields.port ?? 25));
  const told = meaningOfError(main?.row, local, found, { stage, relayed }, knowledge);
  const quoted = spokenBy(found, main);
  // What people say of a reply in words of their own is no proof that a server answered.
  const ownWords = main?.row.reply && (reported || !main.row.speech) && !found ? textOf(flat, main.span) : null;
  const reply = quoted ?? (ownWords === null ? null : { code: usualCode(told.class), enhanced: null, text: ownWords });
  const spans = [...replies, ...local].map(({ span }) => span);
  if (found) spans.push({ start: found.start, end: found.end });
  if (shape) spans.push(shape);
  if (bounce && isPasted(text, bounce)) spans.push({ start: bounce.start, end: flat.length });
  spans.push(...(report?.fields ?? []), ...(relayed ? allOf(flat, phrases.relayed) : []));
  return {
    reading: {
      signature: main?.row.id ?? null,
      ...told,
      reply,
      stage,
      relayed,
      explanation: found && (quoted ? replies.length === 0 : !main) ? explainReply(found, replyMeanings) : [],
      // What a bounce or a server further on says names servers further on; the person's own is not among them.
      host: reported || (relayed && quoted) ? null : fields.host,
      port: reported ? null : fields.port,
      excerpt: errorExcerpt(flat, refused ? found : (main?.span ?? shape ?? { start: 0, end: flat.length })),
    },
    spans,
    encryption: reported ? null : fields.encryption,
  };
}

/** The reply as the server gave it; null where a reporting system or security software on the way spoke in its place. */
function spokenBy(found: SpokenReply | null, main: SignatureMatch | undefined): QuotedReply | null {
  if (!found?.spoken || main?.row.from === 'antivirus') return null;
  return { code: found.code, enhanced: found.enhanced, text: visible(found.text) };
}

/** The stage that stands beside the reply, else the one that the error's own text tells. */
function stageOf(
  flat: string,
  found: SpokenReply | null,
  matches: readonly SignatureMatch[],
  phrases: Phrases,
): SmtpStage | null {
  const span = found ? { start: found.start, end: found.reach } : null;
  return readStage(flat, span, phrases) ?? matches.find(({ row }) => row.stage)?.row.stage ?? null;
}

/** A report is pasted whole: it opens a line and goes on over several. What mentions one in a sentence is not. */
function isPasted(text: string, { start, end }: Span): boolean {
  const opensLine = start === 0 || text.charAt(start - 1) === '\n';
  return opensLine && text.slice(end).split('\n', 3).length === 3;
}

function firstOf(flat: string, patterns: readonly { pattern: string }[]): Span | null {
  const spans = patterns.flatMap(({ pattern }): Span[] => {
    const match = new RegExp(pattern, 'iu').exec(flat);
    return match ? [{ start: match.index, end: match.index + match[0].length }] : [];
  });
  return spans.toSorted((a, b) => a.start - b.start)[0] ?? null;
}

function allOf(flat: string, patterns: readonly { pattern: string }[]): Span[] {
  return patterns.flatMap(({ pattern }) =>
    [...flat.matchAll(new RegExp(pattern, 'giu'))].map(({ index, 0: match }) => ({
      start: index,
      end: index + match.length,
    })),
  );
}

function textOf(flat: string, { start, end }: Span): string {
  return visible(flat.slice(start, Math.min(flat.length, end + 100)).trim());
}
