import type { Phrases } from '../../knowledge/phrases-schema.ts';
import { blank, sentences, type Span } from './span.ts';

/** Longest text in which phrases are looked for: what people write themselves is short, what they paste is not. */
const PROSE_LIMIT = 4_000;

/** Longest word that is taken for the code of an error, which people name in sentences of their own. */
const CODE_LIMIT = 16;

/** The person's own words: the text without the sentences that hold a pasted error (of a code, the code alone), and without what comes along with one. */
export function proseOf(text: string, errorSpans: readonly Span[], phrases: Phrases): string {
  const head = text.slice(0, PROSE_LIMIT);
  if (errorSpans.length === 0) return head;
  const isCode = ({ start, end }: Span): boolean => end - start <= CODE_LIMIT && !head.slice(start, end).includes(' ');
  const codes = errorSpans.filter(isCode);
  const texts = errorSpans.filter((span) => !isCode(span));
  const pasted = sentences(head).filter(({ start, end }) => {
    if (texts.some((span) => span.start < end && start < span.end)) return true;
    const sentence = head.slice(start, end);
    return phrases.boilerplate.some(({ pattern }) => new RegExp(pattern, 'iu').test(sentence));
  });
  return blank(head, [...pasted, ...codes]);
}
