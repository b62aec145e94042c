import { inOneCell, LANGUAGE_HEADS, localised } from '../bilingual.ts';
import type { Knowledge } from '../knowledge.ts';
import { code, escape, table } from '../markdown.ts';
import words from '../words.json' with { type: 'json' };
import { causeLinks } from './probe.ts';

const { labels } = words;

/** The classes of codes (RFC 5321 section 4.2.1): said of a code that is not known. */
const CLASSES = ['4', '5'].map((digit) => ({ code: digit, causes: [], source: 'RFC 5321 section 4.2.1' }));

/** What the codes of servers are said to mean. */
export function repliesSection({ replyMeanings }: Knowledge): string {
  const rows = [...CLASSES, ...replyMeanings].map((row) => {
    const { ja, en } = localised('explanation', `reply-${row.code.replaceAll('.', '-')}`);
    return [code(row.code), ja, en, causeLinks(row.causes), escape(row.source)];
  });
  return table([inOneCell(labels.code), ...LANGUAGE_HEADS, inOneCell(labels.causes), inOneCell(labels.source)], rows);
}

/** What is explained to somebody who asks. */
export function topicsSection({ topics }: Knowledge): string {
  const rows = topics.map(({ id, aliases }) => {
    const { ja, en } = localised('explanation', id);
    return [code(id), ja, en, aliases.map(escape).join(', ')];
  });
  return table([inOneCell(labels.id), ...LANGUAGE_HEADS, inOneCell(labels.aliases)], rows);
}
