import * as z from 'zod/mini';
import { smtpStage } from './error-schema.ts';
import { QUESTION_IDS } from './question-ids.ts';

/**
 * The shape of data/phrases.json: the words by which people say things, in every language the bot understands.
 * All patterns are sources of regular expressions with flags `iu`, held against text after NFKC, with runs of blanks
 * folded and host names, addresses and pasted errors blanked out. Repetition is always bounded (`{0,20}`, never `*` or `+`).
 */

export const INTENTS = [
  'solved',
  'not-solved',
  'yes',
  'no',
  'unknown',
  'skip',
  'restart',
  'end',
  'resume',
  'human',
  'complaint',
  'greeting',
] as const;

const id = z
  .string()
  .check(z.regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens or dots'));
const question = z.literal(QUESTION_IDS);
const marked = z.array(z.object({ id, pattern: z.string() }));

/** One way of saying one thing. Exactly one of `answer`, `intent`, `languageWish` tells what. */
export const phrase = z.object({
  id,
  pattern: z.string(),
  /** `value` null: the value is the named group `value` of the pattern. */
  answer: z.optional(z.object({ question, value: z.nullable(z.string()) })),
  intent: z.optional(z.literal(INTENTS)),
  languageWish: z.optional(z.literal(['ja', 'en'])),
  /** The pattern must be the whole message, give or take punctuation and politeness (`fillers`). */
  whole: z.optional(z.boolean()),
  /** Read only while one of these questions is open. */
  pending: z.optional(z.array(question)),
  /** Not read where a negation stands next to it ("not using X", `negations`). */
  negatable: z.optional(z.boolean()),
});

export const phrases = z.object({
  phrases: z.array(phrase),
  /** Ends of the text before, and starts of the text after, that turn a mention into its denial. */
  negations: z.object({ before: z.string(), after: z.string() }),
  /** Politeness that may surround a bare answer. */
  fillers: z.object({ before: z.string(), after: z.string() }),
  /** What "yes" and "no" mean as the answer to a question; a missing one means nothing. */
  yesNo: z.array(z.object({ question, yes: z.optional(z.string()), no: z.optional(z.string()) })),
  /** Words for what a question is about, so that "I don't know the port" is an answer to that question. */
  subjects: z.array(z.object({ question, pattern: z.string() })),
  /** Ways to ask for an explanation. */
  topicAsk: marked,
  /** Sentences that come with error texts and say nothing themselves. */
  boilerplate: marked,
  /** Surroundings that show an address to be one that mail goes to, not the person's own. */
  recipient: z.object({ before: z.string(), after: z.string() }),
  /** Surroundings of the name of a mail program on which sending works. */
  clientElsewhere: z.object({ after: z.string() }),
  /** Surroundings of the name of a line: it is the mail service, the line that was left, or the line changed to. */
  lineContext: z.object({
    mailService: z.string(),
    left: z.object({ before: z.string(), after: z.string() }),
    switched: z.string(),
  }),
  /** Words that look like host names and are none, and endings of file names. */
  notHosts: z.object({
    words: z.array(z.string()),
    fileEndings: z.array(z.string()),
    /** Endings that are also words or files: a name of two labels with one of them is a host only when asked for. */
    ambiguousEndings: z.array(z.string()),
    /** Endings of more than two letters that make a name of two labels a host. */
    knownEndings: z.array(z.string()),
    /** Surroundings of a name that is said not to be it ("not X but Y"). */
    denied: z.object({ before: z.string(), after: z.string() }),
    /** Text just before a host name in Japanese letters: none, other letters, or a particle. */
    internationalBefore: z.string(),
    /** Text just before digits with dots that shows them to be a version. */
    versionBefore: z.string(),
  }),
  /** Words that say nothing about the language a text is in. */
  neutralWords: z.string(),
  /**
   * Where an SMTP reply code may stand without an enhanced code: what comes before it, or the words that follow.
   * `quotedBefore`: what comes only before a reply, so that whatever follows is its text.
   */
  reply: z.object({ before: z.string(), quotedBefore: z.string(), textStart: z.string(), after: z.string() }),
  /** Surroundings that show words to be quoted from somewhere (either of them), and what shows that they are not (`never`). */
  quotation: z.object({ before: z.string(), after: z.string(), never: z.string() }),
  /** Words that tell at which stage of the dialogue a reply came. */
  stages: z.array(z.object({ id, stage: smtpStage, pattern: z.string() })),
  /** Beginnings of the messages in which mail systems report a failed delivery; everything after them is theirs. */
  bounces: marked,
  /** What a server writes of an answer that it got further on, in its log or in a report. */
  relayed: marked,
  /** What has the form of an error, so that an unknown one can be said to be unknown. */
  errorShapes: marked,
  /** Parts of error texts: named groups `host`, `port`, `encryption` (with `value` in `encryption`). */
  errorFields: z.array(z.object({ id, pattern: z.string(), encryption: z.optional(z.literal(['none', 'tls'])) })),
  secrets: z.object({
    /** Names of secrets, held before `:` or `=`. */
    labels: z.string(),
    /** Names of secrets in sentences ("the password is ..."), with the joining word. */
    sayings: marked,
    /** Words that follow such a name without being a secret. */
    harmless: z.string(),
    /** Starts of the text after a word that show it not to be the secret itself ("the password of Gmail"). */
    notSecretAfter: z.string(),
    /** Words near which four groups of four letters are an app password, besides the names of secrets. */
    appLabels: z.string(),
    /** What people write in place of the @ of a mail address. */
    atSigns: z.string(),
    /** Common words of four letters, so that a sentence is not taken for an app password. */
    commonWords: z.string(),
  }),
  /** Security software that signs certificates of its own, by the name of the issuer. */
  antivirusIssuers: z.array(z.object({ name: z.string(), pattern: z.string() })),
  /** Outputs of Windows' telnet in languages other than English; named groups `host`, `port`. */
  telnetFailed: marked,
});

export type Phrase = z.infer<typeof phrase>;
export type Phrases = z.infer<typeof phrases>;
