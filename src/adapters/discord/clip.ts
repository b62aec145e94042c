const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The text in at most `longest` UTF-16 units, its end replaced by an ellipsis if need be; no character is cut in two. */
export function clip(text: string, longest: number): string {
  return text.length <= longest ? text : `${start(text, longest - 1)}…`;
}

/** The text in pieces of at most `longest` UTF-16 units; a character (grapheme) is cut only if it alone is longer. */
export function pieces(text: string, longest: number): string[] {
  const result: string[] = [];
  let rest = text;
  while (rest.length > longest) {
    const piece = start(rest, longest);
    result.push(piece);
    rest = rest.slice(piece.length);
  }
  return [...result, rest];
}

function start(text: string, longest: number): string {
  // A grapheme is rarely longer than this; a text of nothing but joiners is cut anywhere.
  const head = text.slice(0, longest + 1);
  let end = 0;
  for (const { index, segment } of SEGMENTER.segment(head)) {
    if (index + segment.length > longest) break;
    end = index + segment.length;
  }
  return end === 0 ? text.slice(0, longest) : text.slice(0, end);
}
