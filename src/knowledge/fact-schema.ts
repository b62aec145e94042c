import * as z from 'zod/mini';

/** The shape of data/facts.json: what holds from a certain day on, with the day on which it has to be looked at again. */

const id = z
  .string()
  .check(z.regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens or dots'));
/** A day of the calendar as `2026-12-31`; such texts sort by time. */
const day = z.iso.date('a day is written as 2026-12-31');

export const datedFact = z.strictObject({
  /** Texts: `fact:<id>.in-force`, and `fact:<id>.coming` where it is told before its day. */
  id,
  /** Whom it is told: one of these must fit the case in everything that it names. */
  about: z.array(
    z.strictObject({
      provider: z.optional(id),
      cause: z.optional(id),
      client: z.optional(id),
      line: z.optional(id),
    }),
  ),
  /** It is told from this day on: the day of the announcement, or of its beginning. */
  tellFrom: day,
  appliesFrom: day,
  /** The last day on which it is worth telling; null: it stays so. */
  tellUntil: z.nullable(day),
  /** After this day somebody has to see whether it still holds. */
  lookAgainAfter: day,
  /** false: only third parties say so, and the text says "unconfirmed". */
  confirmed: z.boolean(),
  sources: z.array(z.string()).check(z.minLength(1, 'a fact has a source')),
});

export type DatedFact = z.infer<typeof datedFact>;
