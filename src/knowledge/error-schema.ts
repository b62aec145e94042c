import * as z from 'zod/mini';

/** The shapes of what is known of errors: data/error-signatures.json and data/reply-meanings.json. */

const id = z
  .string()
  .check(z.regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens or dots'));

/** What kind of failure an error tells of. */
export const ERROR_CLASSES = [
  'tcp-timeout',
  'tcp-refused',
  'tcp-reset',
  'tcp-unreachable',
  'tcp-failed',
  'no-greeting',
  'dns',
  'no-internet',
  'tls-mode',
  'tls-missing',
  'tls-required',
  'tls-old',
  'certificate-name',
  'certificate-date',
  'certificate-untrusted',
  'certificate',
  'auth-required',
  'auth-rejected',
  'auth-app-password',
  'auth-disabled',
  'auth-method',
  'relay-denied',
  'recipient',
  'sender',
  'size',
  'rate',
  'policy',
  'receive',
  'temporary',
  'other',
] as const;
const errorClass = z.literal(ERROR_CLASSES);

/** Where in the dialogue a reply stands (RFC 5321 section 3); `data` is the message itself, up to the answer to its end. */
export const SMTP_STAGES = ['connect', 'ehlo', 'starttls', 'auth', 'mail', 'rcpt', 'data'] as const;
export const smtpStage = z.literal(SMTP_STAGES);

/** What an error tells: its class, and cause ids that it points to, most likely first. */
const meaning = { class: errorClass, causes: z.array(id) };

const told = {
  ...meaning,
  /** What the same tells instead, where the stage at which it came is known. */
  at: z.optional(z.partialRecord(smtpStage, z.strictObject(meaning))),
};
const meaningByContext = {
  ...told,
  /** What the same tells instead in the report of a server that had taken the mail: it had left the person's program. */
  relayed: z.optional(z.strictObject(told)),
};

export const errorSignature = z.strictObject({
  id,
  /** Source of a regular expression, matched with flags `iu` against the text after NFKC and folding of white space. Linear time only: no nested repetition. */
  pattern: z.string(),
  ...meaningByContext,
  /** The stage that the text itself tells of, for example of an answer to RCPT. */
  stage: z.optional(smtpStage),
  /** A mail server spoke: a reply, or the report of a server that had taken the mail. TCP was open (OP25B is out for that attempt). */
  reply: z.boolean(),
  /** Words that people use themselves: they count in a reply with its code, or where they are quoted, not in a sentence of their own. */
  speech: z.optional(z.boolean()),
  /** Where such a text comes from, for example `outlook`, `thunderbird`, `smtp`, `nodemailer`. */
  from: z.string(),
  source: z.string(),
});

/**
 * What a code tells where the text is not known: an enhanced code (`5.7.8`; `x.1.1` and `x.1` for any class digit) or a
 * reply code. The text `explanation:reply-<code, dots as hyphens>` explains it.
 */
export const replyMeaning = z.strictObject({
  code: z.string().check(z.regex(/^(?:[45]\d\d|[45x]\.\d{1,3}(?:\.\d{1,3})?)$/, 'a code is 550, 5.7.8, x.1.1 or x.1')),
  ...meaningByContext,
  source: z.string(),
});

export type ErrorClass = z.infer<typeof errorClass>;
export type ErrorSignature = z.infer<typeof errorSignature>;
export type ReplyMeaning = z.infer<typeof replyMeaning>;
export type SmtpStage = z.infer<typeof smtpStage>;
