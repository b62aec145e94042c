import type { Phrase, Phrases } from '../../knowledge/phrases-schema.ts';
import type { QuestionId } from './reading.ts';
import type { Span } from './span.ts';

export type PhraseHit = Span & { phrase: Phrase; value: string | null };

/** How far around a mention a negation is looked for, in characters. */
const NEGATION_REACH = 30;
/** A phrase said more often than this in one message says nothing new. */
const HITS_LIMIT = 20;

/** Where the phrases stand in the text; a hit inside a longer one is not told. In order of place. */
export function findPhrases(text: string, phrases: Phrases, pending: QuestionId | null): PhraseHit[] {
  const bare = bareMessage(text, phrases);
  const hits: PhraseHit[] = [];
  for (const phrase of phrases.phrases) {
    if (phrase.pending && (pending === null || !phrase.pending.includes(pending))) continue;
    if (phrase.whole) {
      const match = new RegExp(`^(?:${phrase.pattern})$`, 'iu').exec(bare);
      if (match) hits.push({ phrase, value: valueOf(phrase, match), start: 0, end: text.length });
      continue;
    }
    let count = 0;
    for (const match of text.matchAll(new RegExp(phrase.pattern, 'giu'))) {
      if (match[0] === '' || ++count > HITS_LIMIT) break;
      const hit = { phrase, value: valueOf(phrase, match), start: match.index, end: match.index + match[0].length };
      if (!phrase.negatable || !isNegated(text, hit, phrases)) hits.push(hit);
    }
  }
  return outermost(hits).toSorted((a, b) => a.start - b.start);
}

/** Whether a negation stands right before or right after a part of the text. */
export function isNegated(text: string, { start, end }: Span, { negations }: Phrases): boolean {
  const before = text.slice(Math.max(0, start - NEGATION_REACH), start);
  const after = text.slice(end, end + NEGATION_REACH);
  return (
    new RegExp(`(?:${negations.before})$`, 'iu').test(before) || new RegExp(`^(?:${negations.after})`, 'iu').test(after)
  );
}

/** The message without surrounding politeness and punctuation; a long message is never a bare answer. */
export function bareMessage(text: string, { fillers }: Phrases): string {
  const message = text.trim();
  if (message.length > 80) return '';
  const marks = /^[\s\p{P}\p{S}]{0,10}|[\s\p{P}\p{S}]{0,10}$/gu;
  const opened = message.replace(new RegExp(`^(?:${fillers.before})`, 'iu'), '').replace(marks, '');
  return opened.replace(new RegExp(`(?:${fillers.after})$`, 'iu'), '').replace(marks, '');
}

function valueOf(phrase: Phrase, match: RegExpExecArray | RegExpMatchArray): string | null {
  if (!phrase.answer) return null;
  return phrase.answer.value ?? match.groups?.['value'] ?? null;
}

function outermost(hits: PhraseHit[]): PhraseHit[] {
  const sorted = hits.filter((hit) => !hit.phrase.whole).toSorted((a, b) => a.start - b.start || b.end - a.end);
  const kept = hits.filter((hit) => hit.phrase.whole);
  let widest: Span = { start: -1, end: -1 };
  for (const hit of sorted) {
    const same = hit.start === widest.start && hit.end === widest.end;
    if (hit.end <= widest.end && !same) continue;
    kept.push(hit);
    if (hit.end > widest.end) widest = hit;
  }
  return kept;
}
