import type { ErrorClass, ReplyMeaning, SmtpStage } from '../../knowledge/error-schema.ts';
import type { QuotedReply } from './reading.ts';

type Meaning = { class: ErrorClass; causes: readonly string[] };
type Told = Meaning & { at?: Partial<Record<SmtpStage, Meaning>> | undefined };

/** What a row of the knowledge base tells at a stage of the dialogue; null: the stage is not known. */
export function atStage(row: Told, stage: SmtpStage | null): Meaning {
  return (stage === null ? undefined : row.at?.[stage]) ?? row;
}

/**
 * What a reply with a text that no signature knows tells: by its enhanced code, else by the subject of that, else by its
 * code, else by its class digit.
 */
export function meaningOfReply(
  reply: QuotedReply,
  stage: SmtpStage | null,
  meanings: readonly ReplyMeaning[],
): Meaning {
  const rows = codesOf(reply).flatMap((code) => meanings.filter((row) => row.code === code));
  const known = rows.map((row) => atStage(row, stage)).find((meaning) => meaning.class !== 'other');
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

/** The usual code of a refusal that was quoted without one. */
export function usualCode(errorClass: ErrorClass, meanings: readonly ReplyMeaning[]): number {
  if (errorClass === 'temporary' || errorClass === 'rate') return 450;
  const row = meanings.find(({ code, ...meaning }) => meaning.class === errorClass && /^5\d\d$/.test(code));
  return row ? Number(row.code) : 550;
}

/** The codes under which a reply may be known, the most telling first. */
function codesOf({ code, enhanced }: QuotedReply): string[] {
  const [digit = '', subject = '', detail = ''] = enhanced?.split('.') ?? [];
  if (enhanced === null || subject === '0') return [String(code)];
  const exact = detail === '0' ? [] : [enhanced, `x.${subject}.${detail}`];
  return [...exact, `${digit}.${subject}`, `x.${subject}`, String(code)];
}
