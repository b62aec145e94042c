import type { QuestionId } from '../../knowledge/question-ids.ts';
import type { ErrorClass, SmtpStage } from '../../knowledge/error-schema.ts';
import type { MailPort } from '../probe-report.ts';

/** What one message of a person says, as facts. A field is absent (or empty) where the message says nothing of it. */

export { QUESTION_IDS, type QuestionId } from '../../knowledge/question-ids.ts';

export type NamedServer = {
  /** A host name, an address, or a mail address whose server is to be discovered; as written, trimmed. */
  target: string;
  kind: 'host' | 'ip' | 'mail-address';
  port: MailPort | null;
};

/** A reply of a mail server, quoted somewhere in the text (RFC 5321 section 4.2, RFC 3463). */
export type QuotedReply = { code: number; enhanced: string | null; text: string };

export type ErrorReading = {
  /** Id of the row in knowledge/data/error-signatures.json; null when nothing known matched. */
  signature: string | null;
  class: ErrorClass;
  reply: QuotedReply | null;
  /** Where in the dialogue with the server it failed; null where the text does not tell. */
  stage: SmtpStage | null;
  /** A server that had taken the mail reports it (a bounce): handing in had worked. */
  relayed: boolean;
  /** Keys of the texts (namespace `explanation`) that explain the code of a reply whose text is not known, most telling first. */
  explanation: string[];
  /** Cause ids, most likely first. */
  causes: string[];
  host: string | null;
  port: number | null;
  /** The text without secrets from where it tells of the error, at most 300 characters, controls made visible. */
  excerpt: string;
};

/** State of a port as seen from the person's own device. `failed`: closed or silent, the tool cannot tell which. */
export type SeenState = 'open' | 'refused' | 'timeout' | 'unreachable' | 'reset' | 'failed';

export type SeenPort = {
  /** null where the output does not tell the host. */
  host: string | null;
  port: number;
  state: SeenState;
  /** A greeting was read on the connection; null when the tool does not read one. */
  greeting: boolean | null;
};

export type SelfCheckReading = {
  tool: 'op25b' | 'test-netconnection' | 'telnet' | 'nc' | 'curl' | 'openssl';
  /** The person's server. */
  ports: SeenPort[];
  /** Port 25 of a host that is no concern of theirs; null when it was not tried. */
  unrelated25: SeenState | null;
  /** Port 587 of another host that is no concern of theirs: tells a network that blocks mail from a server that blocks this person. */
  unrelated587: SeenState | null;
  /** Whether HTTPS works there, so that the internet is reachable at all; null when it was not tried. */
  web: 'works' | 'fails' | null;
  /** The organisation that issued the certificate seen there, when the output shows one. */
  certificateIssuer: string | null;
  /** Name of the antivirus product that the issuer belongs to; null when it is none. */
  antivirus: string | null;
};

export type Intent =
  | 'solved'
  | 'not-solved'
  | 'yes'
  | 'no'
  | 'unknown'
  | 'skip'
  | 'restart'
  | 'end'
  | 'resume'
  | 'human'
  | 'complaint'
  | 'greeting';

export type Reading = {
  /** The script of the text decides; null for text without letters of either. */
  language: 'ja' | 'en' | null;
  /** The language the person asks to go on in ("English please"). */
  languageWish: 'ja' | 'en' | null;
  servers: NamedServer[];
  /** Answers to questions, by question; only choice ids of the contract, and for `client` and `line` ids of the knowledge base (or free text for `line`). */
  answers: Partial<Record<QuestionId, string>>;
  error: ErrorReading | null;
  selfCheck: SelfCheckReading | null;
  /** Id of an explanation that is asked for ("what is OP25B"), a key of locales `explanation`. */
  topic: string | null;
  intents: Intent[];
  /** A password or sign-in string was pasted; it is not in any other field. */
  secret: boolean;
  /** The text was too long to be read whole: its beginning and its end were. */
  cut: boolean;
  /** The text as it may be stored and repeated: secrets and mail addresses masked. */
  redacted: string;
};
