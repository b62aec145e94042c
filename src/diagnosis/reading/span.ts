/** A part of a text: from `start` up to, not including, `end`. */
export type Span = { start: number; end: number };

/** The text with the spans replaced by blanks, so that every other character keeps its place. */
export function blank(text: string, spans: readonly Span[]): string {
  const sorted = spans.toSorted((a, b) => a.start - b.start);
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of sorted) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    parts.push(text.slice(at, from), ' '.repeat(end - from));
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** Sentences and lines of a text; ends at a line feed, at a full stop of either language, at `!` and at `?`. */
export function sentences(text: string): Span[] {
  return split(text, /\n|[\u3002!?]|\.(?= |$)/gu);
}

/** Clauses of a text: sentences, further divided at commas and semicolons. */
export function clauses(text: string): Span[] {
  return split(text, /\n|[\u3002\u3001!?;,]|\.(?= |$)/gu);
}

function split(text: string, ends: RegExp): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(ends)) {
    const end = match.index + match[0].length;
    spans.push({ start, end });
    start = end;
  }
  if (start < text.length) spans.push({ start, end: text.length });
  return spans;
}
