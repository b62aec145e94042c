import type { Phrases } from '../../knowledge/phrases-schema.ts';
import type { QuotedReply } from './reading.ts';
import type { Span } from './span.ts';

/** Longest text of a reply that is kept (RFC 5321 section 4.5.3.1.5 allows 512 octets a line). */
const REPLY_TEXT_LIMIT = 300;
/** RFC 5321 section 4.2.3, RFC 4954 section 6, RFC 7504; 571 and 541 are seen in the wild. */
const KNOWN_CODES =
  '211 214 220 221 235 250 251 252 334 354 421 430 432 450 451 452 454 455 500 501 502 503 504 510 511 512 521 523 525 530 534 535 538 541 550 551 552 553 554 555 556 557 571'.split(
    ' ',
  );
/** RFC 3463 section 2. */
const ENHANCED = '[245]\\.[0-7]\\.\\d{1,3}';
/** How far before a code its surroundings tell what it is. */
const CONTEXT_REACH = 40;
/** A log quotes the same refusal many times; the first few tell all. */
const REFUSALS_LIMIT = 10;

export type FoundReply = QuotedReply & Span;

/**
 * The first reply of a mail server that the text quotes (of several, the first that refuses); null for none. A number counts
 * when an enhanced code follows it, or when what surrounds it is that of a reply: "250 people" is none.
 */
export function findReply(text: string, { reply }: Phrases): FoundReply | null {
  let first: FoundReply | null = null;
  let refusals = 0;
  const context = contextOf(reply);
  const coded = new RegExp(
    `(?<![\\d.:])(?<code>[2-5]\\d\\d)(?:(?:[ -]|, ?b?['"]|['"]?, ?['"]|: ?)(?:\\k<code>[ -])?#?(?<enhanced>${ENHANCED})(?![\\d.])|(?=[ \\n:;,.'")\\]-]|$|[^\\x00-\\x7f]))`,
    'gu',
  );
  for (const match of text.matchAll(coded)) {
    const { code = '', enhanced = null } = match.groups ?? {};
    const end = match.index + match[0].length;
    const standing = enhanced
      ? sameClass(code, enhanced)
        ? 'quoted'
        : null
      : standingOf(text, code, match.index, end, context);
    if (standing === null || (first && Number(code) < 400)) continue;
    const candidate =
      standing === 'quoted'
        ? toReply(text, match.index, end, Number(code), enhanced ?? null)
        : { code: Number(code), enhanced: null, text: '', start: match.index, end };
    first ??= candidate;
    if (candidate.code < 400) continue;
    // A code that a person or a program only names says less than a reply that is quoted in full.
    if (standing === 'quoted') return candidate;
    if (first.code < 400) first = candidate;
    if (++refusals === REFUSALS_LIMIT) break;
  }
  return first ?? enhancedOnly(text, reply);
}

/** An enhanced code without a code before it, as Exchange prints: "5.7.57 Client was not authenticated". */
function enhancedOnly(text: string, reply: Phrases['reply']): FoundReply | null {
  const alone = new RegExp(`(?<![\\d.]|dsn=)#?(?<enhanced>[45]\\.[0-7]\\.\\d{1,3})(?![\\d.])[):;,]?(?= )`, 'gu');
  for (const match of text.matchAll(alone)) {
    const end = match.index + match[0].length;
    const after = text.slice(end + 1, end + 161);
    if (
      !new RegExp(`^${reply.textStart}`, 'iu').test(after) ||
      /v(?:er(?:sion)?)?\.? ?$/i.test(text.slice(Math.max(0, match.index - 9), match.index))
    )
      continue;
    return withStatus(toReply(text, match.index, end, 0, null), match.groups?.['enhanced'] ?? '');
  }
  return null;
}

/** The reply with an enhanced code that came without a reply code. */
export function withStatus<Reply extends QuotedReply>(reply: Reply, enhanced: string): Reply {
  // RFC 3463: the class digit is that of the reply code; x50 is the general code of a refusal.
  return { ...reply, code: Number(`${enhanced.charAt(0)}50`), enhanced };
}

type Context = { before: RegExp; quotedBefore: RegExp; textStart: RegExp; after: RegExp };

function contextOf(reply: Phrases['reply']): Context {
  return {
    before: new RegExp(`(?:${reply.before})$`, 'iu'),
    quotedBefore: new RegExp(`(?:${reply.quotedBefore})$`, 'iu'),
    textStart: new RegExp(`^\\)?[ :-]{1,3}${reply.textStart}`, 'iu'),
    after: new RegExp(`^(?:${reply.after})`, 'iu'),
  };
}

/** `quoted`: the reply's own text follows; `mentioned`: the person only names the code; null: the number is no code. */
function standingOf(
  text: string,
  code: string,
  start: number,
  end: number,
  context: Context,
): 'quoted' | 'mentioned' | null {
  const before = text.slice(Math.max(0, start - CONTEXT_REACH), start);
  const after = text.slice(end, end + 4 * CONTEXT_REACH);
  if (context.quotedBefore.test(before) && /^[ -][^\s]/.test(after)) return 'quoted';
  if (before.endsWith('(') && /^, ?b?['"]/.test(after)) return 'quoted';
  if (!KNOWN_CODES.includes(code)) return null;
  if (context.after.test(after)) return 'mentioned';
  if (start > 0 && !context.before.test(before)) return null;
  if (/^[\s.\u3002'"\])\u300d]{0,4}(?:$|\n)/u.test(after)) return before.trim() === '' ? null : 'mentioned';
  if (context.textStart.test(after)) return 'quoted';
  return /(?:error|code|status)[ :]{1,2}$/i.test(before) ? 'mentioned' : null;
}

function sameClass(code: string, enhanced: string): boolean {
  return code.charAt(0) === enhanced.charAt(0);
}

function toReply(text: string, start: number, from: number, code: number, enhanced: string | null): FoundReply {
  const lines = text.slice(from, from + 2_000).split('\n');
  const first = /^[^\u3002\u300d\u300f]{0,600}/.exec(lines[0] ?? '')?.[0] ?? '';
  const parts = [first];
  const next = new RegExp(`^[^\\n]{0,12}?${code}[ -](?:${ENHANCED} )?`);
  for (const line of first.length === lines[0]?.length ? lines.slice(1) : []) {
    const prefix = next.exec(line);
    if (!prefix) break;
    parts.push(line.slice(prefix[0].length));
  }
  const said = parts
    .join(' ')
    .replace(/^(?:, ?b?['"]|[\s:;,'")-]{1,5})/, '')
    .trim();
  const end = from + parts.reduce((sum, part) => sum + part.length + 1, 0);
  return { code, enhanced, text: said.slice(0, REPLY_TEXT_LIMIT), start, end: Math.min(end, text.length) };
}
