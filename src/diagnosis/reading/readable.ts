import type { Phrases } from '../../knowledge/phrases-schema.ts';
import { mask } from './masking/mask.ts';
import { normalise } from './normalise.ts';

/** Longest text that is read whole; a pasted log says what it has to say well before that. */
export const READ_LIMIT = 20_000;
/** Of a longer one its beginning is read, which says what it is about, and its end, where the error stands in a log. */
const HEAD = 12_000;
const TAIL = 4_000;
/** Read along where a text is cut and then left out, so that no secret is cut in two and half of it kept: the longest that is looked for. */
const SEAM = 2_000;
/** What stands where something was left out. */
const GAP = '\n\u2026\n';

/** `cut`: parts of the text were not read. */
export type Readable = { text: string; secret: boolean; masked: boolean; cut: boolean };

/** The text as it is read and may be kept: normalised, masked, and of an endless one the beginning and the end. */
export function readable(text: string, phrases: Phrases): Readable {
  if (text.length <= READ_LIMIT) {
    const folded = normalise(text);
    // Compatibility forms may unfold to many times their length.
    if (folded.length <= READ_LIMIT) return { ...mask(folded, phrases), cut: false };
  }
  const head = mask(normalise(text.slice(0, HEAD + SEAM)).slice(0, HEAD + SEAM), phrases);
  const tail = mask(normalise(text.slice(-(TAIL + SEAM))).slice(-(TAIL + SEAM)), phrases);
  return {
    text: `${head.text.slice(0, -SEAM)}${GAP}${tail.text.slice(SEAM)}`.toWellFormed(),
    secret: head.secret || tail.secret,
    masked: true,
    cut: true,
  };
}
