import type { Finding, ProbeEvent, ProbeReport } from '../diagnosis/probe-report.ts';
import type { Facts } from '../diagnosis/facts.ts';
import type { QuestionId } from '../diagnosis/reading/reading.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { Remedy } from '../diagnosis/remedy.ts';
import type { Language, Message } from '../message/message.ts';

export type { Facts } from '../diagnosis/facts.ts';
export type { Diagnosis } from '../diagnosis/diagnosis.ts';
export type { Remedy } from '../diagnosis/remedy.ts';
export type { EndpointReport, Finding, ProbeEvent, ProbeReport, Route } from '../diagnosis/probe-report.ts';
export type { QuestionId } from '../diagnosis/reading/reading.ts';

export type ProbeState = {
  id: string;
  target: string;
  status: 'running' | 'done' | 'failed';
  /** The message that shows the progress. */
  messageId: string;
  seen: ProbeEvent[];
  report: ProbeReport | null;
  failure: Finding | null;
};

/** The whole state of one conversation: plain data, a few KB, stored between events. */
export type Conversation = {
  /** Raised when the shape changes, so that a stored conversation of another shape is known. */
  version: 1;
  id: string;
  language: Language;
  /** The person asked for this language, so their next text does not change it. */
  languageFixed: boolean;
  /** A text of theirs was read, so their language is known. */
  heard: boolean;
  facts: Facts;
  probe: ProbeState | null;
  pending: QuestionId | null;
  /** Questions put so far, in order; none is put twice. */
  asked: QuestionId[];
  /** Causes whose remedy did not help. */
  tried: string[];
  /** The cause whose remedy was given last. */
  advised: string | null;
  status: 'open' | 'handed-off' | 'closed';
  resolved: boolean;
  messages: number;
};

/** What happens to a conversation. Platform ids, clocks and sockets stay outside. */
export type Event =
  | { type: 'started' }
  | { type: 'said'; text: string }
  | { type: 'answered'; question: QuestionId; value: string }
  | { type: 'commanded'; command: 'restart' | 'end' | 'hand-off' }
  | { type: 'language-chosen'; language: Language }
  | { type: 'probe-progressed'; probe: string; update: ProbeEvent }
  | { type: 'probe-finished'; probe: string; report: ProbeReport }
  | { type: 'probe-failed'; probe: string; failure: Finding };

/** What is to be done outside. Order matters: messages appear in the order of their effects. */
export type Effect =
  | { type: 'say'; id: string; message: Message }
  | { type: 'edit'; id: string; message: Message }
  | { type: 'probe'; probe: string; target: string }
  | {
      type: 'diagnosis';
      server: string | null;
      diagnosis: Diagnosis;
      remedy: Remedy | null;
      report: ProbeReport | null;
    }
  | { type: 'hand-off'; to: string | null; reference: string }
  | { type: 'error'; failure: Finding }
  | { type: 'end'; resolved: boolean };

export type Step = { conversation: Conversation; effects: Effect[] };
