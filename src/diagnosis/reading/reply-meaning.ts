import type { ErrorClass, ReplyMeaning, SmtpStage } from '../../knowledge/error-schema.ts';
import type { QuotedReply } from './reading.ts';

type Meaning = { class: ErrorClass; causes: readonly string[] };
type Told = Meaning & { at?: Partial<Record<SmtpStage, Meaning>> | undefined };

/** `stage` null: not known. `relayed`: a server that had taken the mail reports it. */
export type ReplyContext = { stage: SmtpStage | null; relayed: boolean };

const USUAL_CODES: Partial<Record<ErrorClass, number>> = {
  temporary: 450,
  rate: 450,
  size: 552,
  sender: 553,
  'auth-required': 530,
  'auth-method': 534,
  'auth-app-password': 534,
  'auth-rejected': 535,
  'auth-disabled': 535,
  'tls-required': 530,
  'tls-missing': 502,
};

/** What a row of the knowledge base tells in its context. */
export function toldBy(row: Told & { relayed?: Told | undefined }, { stage, relayed }: ReplyContext): Meaning {
  const base = relayed && row.relayed ? row.relayed : row;
  return (stage === null ? undefined : base.at?.[stage]) ?? base;
}

/**
 * What a reply with a text that no signature knows tells: by its enhanced code, else by the subject of that, else by its
 * code, else by its class digit.
 */
export function meaningOfReply(reply: QuotedReply, context: ReplyContext, meanings: readonly ReplyMeaning[]): Meaning {
  const rows = codesOf(reply).flatMap((code) => meanings.filter((row) => row.code === code));
  const known = rows.map((row) => toldBy(row, context)).find((meaning) => meaning.class !== 'other');
  if (known) return known;
  if (reply.code >= 500) return { class: 'policy', causes: [] };
  return reply.code >= 400 ? { class: 'temporary', causes: ['greylisted'] } : { class: 'other', causes: [] };
}

/**
 * Keys of the texts (namespace `explanation`) that explain the code of a reply: what it means, where a row tells
 * (RFC 3463, RFC 5321), then whether it is temporary or final. Empty for a reply that refuses nothing.
 */
export function explainReply(reply: QuotedReply, meanings: readonly ReplyMeaning[]): string[] {
  if (reply.code < 400) return [];
  const row = codesOf(reply).find((code) => meanings.some((meaning) => meaning.code === code));
  const digit = reply.code < 500 ? '4' : '5';
  return [...(row ? [row] : []), digit].map((code) => `reply-${code.replaceAll('.', '-')}`);
}

/** The usual code of a refusal that was quoted without one (RFC 5321 section 4.2.3, RFC 4954 section 6). */
export function usualCode(errorClass: ErrorClass): number {
  return USUAL_CODES[errorClass] ?? 550;
}

/** The codes under which a reply may be known, the most telling first. */
function codesOf({ code, enhanced }: QuotedReply): string[] {
  const [digit = '', subject = '', detail = ''] = enhanced?.split('.') ?? [];
  if (enhanced === null || subject === '0') return [String(code)];
  const exact = detail === '0' ? [] : [enhanced, `x.${subject}.${detail}`];
  return [...exact, `${digit}.${subject}`, `x.${subject}`, String(code)];
}
