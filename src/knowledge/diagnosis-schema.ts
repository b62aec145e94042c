import * as z from 'zod/mini';
import { QUESTION_IDS } from './question-ids.ts';
import { SETTINGS } from './schema.ts';

/** The shapes of the files that the diagnosis reasons with: features, causes, questions, remedies, findings. */

const id = z.string().check(z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens'));
const probability = z.number().check(z.gt(0), z.lte(1));

/** Holds when every named feature has the value (or one of the values). */
export const condition = z.record(id, z.union([z.string(), z.array(z.string())]));

/**
 * Where a feature is learnt: told by the person, read from the settings they report, measured on their own device,
 * read from a server's reply or a client's error, measured by the bot, or taken from DNS or the knowledge base.
 */
export const VANTAGES = ['person', 'settings', 'device', 'reply', 'server', 'dns', 'knowledge'] as const;

export const feature = z.object({
  id,
  vantage: z.literal(VANTAGES),
  /** How often each value is seen over all cases; the weights need not add up to one. Text: `evidence:<id>.<value>`. */
  base: z.record(z.string(), z.number().check(z.gt(0))),
  /** Values that say nothing worth showing a person as a reason. */
  silent: z.optional(z.array(z.string())),
});

export const cause = z.object({
  id,
  /** How often it is the cause, relative to the other rows. */
  prior: z.number().check(z.gt(0)),
  /** Causes of one family share their mechanism and their cure; they do not compete for certainty. */
  family: z.optional(id),
  /** Where evidence must be learnt to make more than "possible" of it: each condition below names such a feature. */
  seenFrom: z.array(z.literal(VANTAGES)),
  fixedBy: z.literal([
    'person',
    'network-admin',
    'mail-provider',
    'server-admin',
    'isp',
    'recipient',
    'tenant-admin',
    'domain-owner',
  ]),
  /** P(value | cause) of a feature; values that are left out share the rest in proportion to the base. */
  expects: z.record(id, z.record(z.string(), probability)),
  /** Any of these holds: the cause is out. */
  excludedBy: z.array(condition),
  /** Any of these must hold before the cause is called likely: evidence from a vantage point that may speak of it. */
  likelyIf: z.array(condition),
  /** Any of these must hold before it is called confirmed. */
  confirmedBy: z.array(condition),
  /** While any of these holds it is not confirmed, whatever else holds: another cause looks just the same then. */
  doubtedBy: z.optional(z.array(condition)),
  remedy: id,
});

export const question = z.object({
  id: z.literal(QUESTION_IDS),
  /** The feature that an answer sets; null for a question that the order of talk asks, not the diagnosis. */
  feature: z.nullable(id),
  /** All features that an answer may set; the first question that can complete a confirming condition is worth asking. */
  brings: z.array(id),
  /** Questions that have to be settled before this one is put. */
  after: z.array(z.literal(QUESTION_IDS)),
  /** How many people can answer it at all; the others say that they do not know. */
  answerable: probability,
  /** What answering costs a person, in bits: it is taken off the information that the answer brings. */
  cost: z.number(),
  /** Choice ids, in the order shown. Texts: `question:<id>.choices.<choice>`. */
  choices: z.array(z.string()),
  freeText: z.boolean(),
  /** Asked only where one of these holds; empty: always. */
  askIf: z.array(condition),
  /** Not asked where one of these holds. */
  skipIf: z.array(condition),
});

export const remedyVariant = z.object({
  /** The first variant whose condition holds is used; the last has an empty one. */
  when: condition,
  /** Where the values for the mail program come from: a route proved by the probe, the line's own relay, or none. */
  route: z.literal(['submission', 'relay', 'none']),
  /** What changes in the mail program; its steps are shown then. */
  settings: z.array(z.literal(SETTINGS)),
  /** Steps before and after those of the mail program. Texts: `remedy:<id>.<step>`. */
  before: z.array(id),
  after: z.array(id),
});

export const remedy = z.object({ id, variants: z.array(remedyVariant) });

/** What a finding of the probe means for the person. Text: `finding:<code>`. */
export const finding = z.object({
  code: id,
  severity: z.literal(['good', 'info', 'warning', 'problem']),
  /** Causes that it speaks for. A remark without one explains itself and needs no cure. */
  causes: z.array(id),
});

export type Condition = z.infer<typeof condition>;
export type Feature = z.infer<typeof feature>;
export type Cause = z.infer<typeof cause>;
export type QuestionRow = z.infer<typeof question>;
export type RemedyRow = z.infer<typeof remedy>;
export type RemedyVariant = z.infer<typeof remedyVariant>;
export type FindingRow = z.infer<typeof finding>;
