import type { Phrases } from '../../knowledge/phrases-schema.ts';
import type { DeliveryReport } from './delivery-report.ts';
import { findReply, type FoundReply, withStatus } from './smtp-reply.ts';

/** `reach`: up to where its text may go on. `spoken`: false where a reporting system only classed its own failure. */
export type SpokenReply = FoundReply & { reach: number; spoken: boolean };

/** How far behind a code the text of its reply may tell more. */
const REPLY_REACH = 600;

/** The refusal that a text quotes, completed by what a delivery report tells of it; null for none. */
export function replyOf(text: string, report: DeliveryReport | null, phrases: Phrases): SpokenReply | null {
  const found = findReply(text, phrases);
  const status = report?.status ?? null;
  const failed = status !== null && /^[45]/.test(status);
  if (found && (found.code >= 400 || !failed)) {
    const completed = found.enhanced === null && failed && status.charAt(0) === String(found.code).charAt(0);
    return {
      ...found,
      enhanced: completed && !/^\d\.0\./.test(status) ? status : found.enhanced,
      reach: reachOf(text, found),
      spoken: true,
    };
  }
  if (!report || !failed) return loggedStatus(text);
  const said = { code: 0, enhanced: null, text: report.diagnostic ?? '', start: report.start, end: report.end };
  return { ...withStatus(said, status), reach: report.end, spoken: report.diagnosticType === 'smtp' };
}

/** What Postfix logs of a delivery ("dsn=4.4.1"): its own class of the failure, no reply. */
function loggedStatus(text: string): SpokenReply | null {
  const match = /\bdsn=(?<status>[45]\.\d\.\d{1,3})\b/.exec(text);
  if (!match) return null;
  const span = { start: match.index, end: match.index + match[0].length };
  const unspoken = { code: 0, enhanced: null, text: '', ...span, reach: span.end + REPLY_REACH, spoken: false };
  return withStatus(unspoken, match.groups?.['status'] ?? '');
}

/** A reply ends with its paragraph. */
function reachOf(text: string, { start, end }: FoundReply): number {
  const paragraph = text.indexOf('\n\n', end);
  const limit = Math.max(end, start + REPLY_REACH);
  return paragraph === -1 ? limit : Math.min(limit, Math.max(end, paragraph));
}
