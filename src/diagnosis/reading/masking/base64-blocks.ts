import type { Span } from '../span.ts';

/** Lines of base64 as keys, certificates and attachments have them (RFC 7468 section 2, RFC 2045 section 6.8). */
const LINE = /^[A-Za-z0-9+/]{60,76}={0,2}$/;
/** Fewer lines than this may be anything. A key of which only the middle was pasted has more. */
const LEAST_LINES = 6;

/** Where blocks of base64 stand that nothing tells the kind of: whatever they are, nothing in them is worth keeping. */
export function base64BlockSpans(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  let lines = 0;
  let at = 0;
  for (const line of [...text.split('\n'), '']) {
    if (LINE.test(line)) {
      if (lines === 0) start = at;
      lines += 1;
    } else {
      if (lines >= LEAST_LINES) spans.push({ start, end: at - 1 });
      lines = 0;
    }
    at += line.length + 1;
  }
  return spans;
}
