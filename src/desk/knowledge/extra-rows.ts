import * as z from 'zod/mini';
import { _default as otherwise } from 'zod/mini';
import { cause as causeRow, remedy as remedyRow, remedyVariant } from '../../knowledge/diagnosis-schema.ts';
import { client as clientRow } from '../../knowledge/schema.ts';
import { id } from './desk-rows.ts';

/** Causes, remedies and clients of a desk file: the rows of the knowledge base, with their words. */

/** YAML reads 25 as a number; the values of features are texts. */
const value = z.pipe(z.union([z.string(), z.number()]), z.transform(String));
const condition = z.record(
  z.string(),
  z.union([value, z.array(value)], 'must be a value of the feature, or a list of values'),
);
const conditions = z.array(condition);

const inBoth = <Words extends z.core.$ZodType>(words: Words) => z.strictObject({ ja: words, en: words });
const texts = z.record(z.string(), z.string());

export const cause = z.pipe(
  z.strictObject({
    ...causeRow.shape,
    excludedBy: conditions.check(z.minLength(1, 'must say what rules the cause out')),
    likelyIf: conditions.check(z.minLength(1, 'must say what makes the cause likely')),
    confirmedBy: otherwise(conditions, []),
    doubtedBy: z.optional(conditions),
    words: inBoth(z.strictObject({ name: z.string(), explanation: z.string() })),
  }),
  z.transform(({ words, ...row }) => ({ cause: row, words })),
);

export const remedy = z.pipe(
  z.strictObject({
    ...remedyRow.shape,
    variants: z
      .array(z.strictObject({ ...remedyVariant.shape, when: otherwise(condition, {}) }))
      .check(z.minLength(1, 'must have at least one entry')),
    words: inBoth(texts),
  }),
  z.transform(({ words, ...row }) => ({ remedy: row, words })),
);

const encryption = z.strictObject({ none: z.string(), starttls: z.string(), tls: z.string() });

const clientWords = z.strictObject({
  name: z.string(),
  steps: otherwise(texts, {}),
  notes: otherwise(texts, {}),
  encryption,
});

export const client = z.pipe(
  z.strictObject({
    ...clientRow.shape,
    id,
    notes: otherwise(clientRow.shape.notes, []),
    words: inBoth(clientWords),
  }),
  z.transform(({ words, ...row }) => ({ client: row, words })),
);
