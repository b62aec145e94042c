import * as z from 'zod/mini';
import { isDenyEntry } from './deny-list.ts';
import { peopleShape } from './desk-people.ts';
import * as rows from './knowledge/desk-rows.ts';
import * as extra from './knowledge/extra-rows.ts';

/** Ten years: whoever writes more has mistaken the unit. */
const MOST_KEEP_DAYS = 3650;
/** Beyond this a limit protects nobody. */
const MOST_PER_MINUTE = 100_000;

const wholeNumber = (most: number) => {
  const words = `must be a whole number from 1 to ${most}`;
  return z.int(words).check(z.gte(1, words), z.lte(most, words));
};

const slackChannel = z
  .string()
  .check(
    z.regex(/^[CG][A-Z0-9]+$/, 'must be the id of a channel (C0123456789, at the end of its details), not its name'),
  );

const slackWorkspace = z.string().check(z.regex(/^[TE][A-Z0-9]+$/, 'must be the id of a workspace (T0123456789)'));

const DIGITS_ONLY = 'must be the id of a channel: digits only';
/** Ids of Discord exceed what a number can hold, so that one without quotes arrives as a bigint. */
const discordChannel = z.pipe(
  z.union([z.bigint(), z.string().check(z.regex(/^\d+$/, DIGITS_ONLY))], DIGITS_ONLY),
  z.transform(String),
);

/** RFC 5321 section 4.1.1.1: EHLO gives a name that can be looked up. */
const FULL_NAME = /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,10}$/i;
const NO_FULL_NAME = 'must be the full name of this machine, such as op25b.example.jp';
/** It stands in one line. */
const LONGEST_CONTACT = 200;
const NO_DENY_ENTRY =
  'must be a name (smtp.example.jp), a domain with all below it (.example.jp), an address or a CIDR (192.0.2.0/24)';

/** The whole desk file. Every entry may be left out; an unknown one is a mistake. */
export const deskFile = z.strictObject({
  name: z.optional(rows.names),
  contact: z.optional(z.string()),
  hours: z.optional(rows.names),
  ehloName: z.optional(z.string().check(z.regex(FULL_NAME, NO_FULL_NAME))),
  probeContact: z.optional(z.string().check(z.minLength(1), z.maxLength(LONGEST_CONTACT))),
  deny: z.optional(z.array(z.string().check(z.refine(isDenyEntry, NO_DENY_ENTRY)))),
  keepDays: z.optional(wholeNumber(MOST_KEEP_DAYS)),
  slack: z.optional(z.strictObject({ channel: slackChannel, workspace: z.optional(slackWorkspace) })),
  discord: z.optional(z.strictObject({ channel: discordChannel })),
  people: z.optional(peopleShape),
  limits: z.optional(
    z.strictObject({
      personPerMinute: z.optional(wholeNumber(MOST_PER_MINUTE)),
      workspacePerMinute: z.optional(wholeNumber(MOST_PER_MINUTE)),
      targetPerMinute: z.optional(wholeNumber(MOST_PER_MINUTE)),
      addressPerMinute: z.optional(wholeNumber(MOST_PER_MINUTE)),
      blockPerHour: z.optional(wholeNumber(MOST_PER_MINUTE)),
    }),
  ),
  servers: z.optional(z.array(rows.server)),
  lines: z.optional(z.array(rows.line)),
  notices: z.optional(z.array(rows.notice)),
  wording: z.optional(z.record(z.string(), z.strictObject({ ja: z.optional(z.string()), en: z.optional(z.string()) }))),
  causes: z.optional(z.array(extra.cause)),
  remedies: z.optional(z.array(extra.remedy)),
  clients: z.optional(z.array(extra.client)),
});

export type DeskFileShape = z.infer<typeof deskFile>;
