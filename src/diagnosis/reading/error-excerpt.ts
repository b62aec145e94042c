import type { Span } from './span.ts';
import { EXCERPT_LIMIT, visible } from './visible.ts';

/** What is shown of the text before the place that tells of the error. */
const LEAD = 60;

/** The part of a text that tells of the error, for people to see: all of a short text, else from a little before `telling`. */
export function errorExcerpt(flat: string, telling: Span): string {
  const latest = Math.max(0, Math.min(telling.start - LEAD, flat.length - EXCERPT_LIMIT));
  const blank = latest === 0 ? -1 : flat.indexOf(' ', latest);
  const start = blank === -1 || blank >= telling.start ? latest : blank + 1;
  return start === 0 ? visible(flat) : visible(`\u2026${flat.slice(start, start + EXCERPT_LIMIT)}`);
}
