import type { AliasHit } from './aliases.ts';
import { findAliases } from './aliases.ts';
import type { ReadingKnowledge } from './reading-knowledge.ts';
import { sentences, type Span } from './span.ts';

/** Longest text that may be no more than the name of a topic. */
const NAME_LIMIT = 60;

/** An explanation that is asked for, and the sentence that asks. */
export type TopicAsked = { id: string; span: Span };

/** The first explanation that the text asks for; null for none. `mayBeName`: the name of a topic alone asks too. */
export function findTopic(text: string, knowledge: ReadingKnowledge, mayBeName: boolean): TopicAsked | null {
  const { topics, phrases } = knowledge;
  for (const span of sentences(text)) {
    const sentence = text.slice(span.start, span.end);
    if (!phrases.topicAsk.some(({ pattern }) => new RegExp(pattern, 'iu').test(sentence))) continue;
    const hit = longest(findAliases(sentence, topics));
    if (hit) return { id: hit.id, span };
  }
  const name = text.replace(/^[\s\p{P}]{1,10}|[\s\p{P}]{1,10}$/gu, '');
  if (!mayBeName || name === '' || name.length > NAME_LIMIT) return null;
  const whole = findAliases(name, topics).find((hit) => hit.start === 0 && hit.end === name.length);
  return whole ? { id: whole.id, span: { start: 0, end: text.length } } : null;
}

function longest(hits: AliasHit[]): AliasHit | undefined {
  return hits.toSorted((a, b) => b.end - b.start - (a.end - a.start))[0];
}
