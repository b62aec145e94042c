import type { Phrases } from '../../knowledge/phrases-schema.ts';
import type { ErrorSignature, ReplyMeaning } from '../../knowledge/error-schema.ts';

/** Something with the names people call it by. */
export type Named = { id: string; aliases: readonly string[] };

/** The data that reading needs; passed in, so that reading does no I/O. */
export type ReadingKnowledge = {
  clients: readonly Named[];
  lines: readonly Named[];
  topics: readonly Named[];
  signatures: readonly ErrorSignature[];
  replyMeanings: readonly ReplyMeaning[];
  phrases: Phrases;
};
