import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { QUESTION_IDS } from '../../src/knowledge/question-ids.ts';

const words = z.union([z.string(), z.strictObject({ ja: z.string(), en: z.string() })]);

/** A whole conversation as data: who asks, what they know, what has to come out. */
const scenario = z.strictObject({
  id: z.string(),
  /** The kind of mail server, by its name in scenario-lab.ts. */
  server: z.string(),
  host: z.string(),
  /** The first thing that the person says. */
  opening: z.strictObject({ ja: z.string(), en: z.string() }),
  /** What they answer when asked; to anything else they say that they do not know. */
  knows: z.partialRecord(z.literal(QUESTION_IDS), words),
  expect: z.strictObject({
    cause: z.string(),
    certainty: z.literal(['confirmed', 'likely', 'possible']),
    remedy: z.optional(
      z.strictObject({
        client: z.optional(z.string()),
        host: z.optional(z.string()),
        port: z.optional(z.number()),
        encryption: z.optional(z.string()),
      }),
    ),
    /** At most so many questions after the server is named, until the answer. */
    questions: z.number(),
  }),
});
export type Scenario = z.infer<typeof scenario>;

const folder = new URL('./data/', import.meta.url);

/** Throws when a file does not have the shape above. */
export function loadScenarios(): Scenario[] {
  const files = readdirSync(folder).toSorted();
  return files.flatMap((file) => {
    const parsed: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    return z.array(scenario).parse(parsed);
  });
}
