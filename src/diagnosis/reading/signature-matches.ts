import type { ErrorSignature } from '../../knowledge/error-schema.ts';
import type { Phrases } from '../../knowledge/phrases-schema.ts';
import { isNegated } from './phrase-hits.ts';
import type { ReadingKnowledge } from './reading-knowledge.ts';
import type { SpokenReply } from './reply-of.ts';
import type { Span } from './span.ts';

/** A known text that begins at the end of a reply's reach may go on for so long. */
const ENDING = 80;
/** How far around words it is looked for what shows them to be quoted. */
const QUOTATION_REACH = 40;

export type SignatureMatch = { row: ErrorSignature; span: Span };

/** `replies`: what the reply that is quoted says; `local`: what programs say themselves. In the order of the rows, from special to general. */
export type SignatureMatches = { replies: SignatureMatch[]; local: SignatureMatch[] };

/**
 * The known error texts that a text holds. Of those that are replies, the ones in the reply that was found; where it holds
 * none, what the system that reports a failed delivery says itself.
 *
 * @param reported the text is a machine's report, so no word of it is a person's own
 */
export function matchSignatures(
  flat: string,
  found: SpokenReply | null,
  reported: boolean,
  { signatures, phrases }: ReadingKnowledge,
): SignatureMatches {
  const isMachines = ({ row, span }: SignatureMatch) =>
    reported || row.speech !== true || isQuoted(flat, span, phrases);
  const isSaid = (match: SignatureMatch) => hasWords(flat, match.span) && isMachines(match);
  const spoken = signatures.filter((row) => row.reply);
  const own = signatures.filter((row) => !row.reply);
  const local = matchesIn(flat, own, 0).filter(isMachines);
  if (!found) return { replies: matchesIn(flat, spoken, 0).filter(isSaid), local };
  const replies = matchesInReply(flat, spoken, found);
  if (replies.length > 0) return { replies, local };
  const reporting = spoken.filter(({ from }) => from !== 'smtp');
  return { replies: matchesIn(flat, reporting, 0).filter(isSaid), local };
}

/** The first that says something of its own. */
export function best(matches: readonly SignatureMatch[]): SignatureMatch | undefined {
  return matches.find(({ row }) => row.class !== 'other') ?? matches[0];
}

/** In a reply of several lines the code stands before each (RFC 5321 section 4.2.1); its text reads on without them. */
function matchesInReply(flat: string, rows: readonly ErrorSignature[], found: SpokenReply): SignatureMatch[] {
  const { start, end, code, enhanced } = found;
  const said = flat.slice(start, found.reach + ENDING);
  const repeated = ` ${code}[ -]${enhanced === null ? '' : `(?:${enhanced.replaceAll('.', '\\.')} )?`}`;
  const joined = said.replace(new RegExp(repeated, 'g'), ' ');
  if (joined === said) return matchesIn(said, rows, start);
  return matchesIn(joined, rows, 0).map(({ row }) => ({ row, span: { start, end } }));
}

function matchesIn(part: string, rows: readonly ErrorSignature[], offset: number): SignatureMatch[] {
  return rows.flatMap((row): SignatureMatch[] => {
    const match = new RegExp(row.pattern, 'iu').exec(part);
    if (!match) return [];
    const start = offset + match.index;
    return [{ row, span: { start, end: start + match[0].length } }];
  });
}

/** Without a code in hand words are needed, not just a number. */
function hasWords(flat: string, { start, end }: Span): boolean {
  return /[a-z\u3040-\u30ff\u4e00-\u9fff]{3}/i.test(flat.slice(start, end));
}

/** Whether the words are quoted from somewhere: they open a line or a quotation, or are said to be shown. */
function isQuoted(flat: string, span: Span, phrases: Phrases): boolean {
  const { before, after, never } = phrases.quotation;
  const ahead = flat.slice(Math.max(0, span.start - QUOTATION_REACH), span.start);
  const behind = flat.slice(span.end, span.end + QUOTATION_REACH);
  if (isNegated(flat, span, phrases) || new RegExp(`^(?:${never})`, 'iu').test(behind)) return false;
  return new RegExp(`(?:${before})$`, 'iu').test(ahead) || new RegExp(`^(?:${after})`, 'iu').test(behind);
}
