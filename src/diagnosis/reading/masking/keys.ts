import type { Span } from '../span.ts';

/** RFC 7468 section 2; PGP's ends with BLOCK (RFC 9580 section 6.2). */
const BEGIN = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----/g;
const END = /\n-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----/g;
/** An RSA key of 16,384 bits is about as long. */
const LONGEST_KEY = 16_000;
const KEY_LINE = /^[A-Za-z0-9+/]{1,200}={0,2}$/;

/** Where private keys stand, whole or only the beginning or the end of one. */
export function keySpans(text: string): Span[] {
  return [...begun(text), ...ended(text)];
}

/** From each beginning to the next line that ends something, or as long as a key may be. */
function begun(text: string): Span[] {
  const spans: Span[] = [];
  let passed = 0;
  for (const match of text.matchAll(BEGIN)) {
    if (match.index < passed) continue;
    const start = match.index + match[0].length;
    const ending = text.indexOf('-----END', start);
    passed = Math.min(ending === -1 ? text.length : ending, start + LONGEST_KEY);
    if (passed > start) spans.push({ start, end: passed });
  }
  return spans;
}

/** The lines of base64 before each end. */
function ended(text: string): Span[] {
  const spans: Span[] = [];
  let passed = 0;
  for (const { index } of text.matchAll(END)) {
    let start = index;
    while (start > passed) {
      const from = text.lastIndexOf('\n', start - 1) + 1;
      if (!KEY_LINE.test(text.slice(from, start))) break;
      start = from - 1;
    }
    if (start < index) spans.push({ start: start + 1, end: index });
    passed = index;
  }
  return spans;
}
