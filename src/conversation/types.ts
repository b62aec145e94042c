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

/**
 * A case at the desk: waiting for somebody, held by `by` (a platform's user id), or back with the bot. `by` null with
 * `resolved` or `handed-back`: the person themselves ended it, or went back to the bot.
 */
export type DeskState = { status: 'waiting' | 'claimed' | 'resolved' | 'handed-back'; by: string | null };

/** One line of the case's record for the desk: what was asked, what was said (secrets masked), how the case moved. */
export type LogEntry = { asked: QuestionId } | { said: string } | { desk: DeskState['status'] };

/** What several people may report at once: a mail server, or an ISP's line. */
export type Subject = { kind: 'server' | 'line'; value: string };

/** A subject of this conversation; `told`: the person knows that others have the same trouble. */
export type Reported = Subject & { told: boolean };

/** The whole state of one conversation: plain data, a few KB, stored between events. */
export type Conversation = {
  /** Raised when the shape changes, so that a stored conversation of another shape is known. */
  version: 2;
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
  /** Id of that remedy, until the person has said whether it helped. */
  advisedRemedy: string | null;
  status: 'open' | 'handed-off' | 'closed';
  resolved: boolean;
  messages: number;
  /** The one reminder after a silence was given; the person's next word takes it back. */
  reminded: boolean;
  desk: DeskState | null;
  /** Subjects told of by a `report`, so that each is told of once. */
  reported: Reported[];
  /** The newest entries only, each cut short: the state stays a few KB. */
  log: LogEntry[];
};

/** What happens to a conversation. Platform ids, clocks and sockets stay outside. */
export type Event =
  | { type: 'started' }
  | { type: 'said'; text: string }
  /** `chosen`: by a button or a menu, so that nothing but a choice of the question counts. */
  | { type: 'answered'; question: QuestionId; value: string; chosen?: true }
  | { type: 'commanded'; command: 'restart' | 'end' | 'hand-off' | 'resume' }
  /** A form with several answers at once, and free words beside them. */
  | { type: 'filled'; answers: Partial<Record<QuestionId, string>>; text: string | null }
  /** Nothing else happened for as long as the step before asked (`Step.wakeIn`). */
  | { type: 'silent' }
  /** Other people report the same trouble now; the desk knows of it. */
  | { type: 'crowd-known'; subject: Subject }
  /** Somebody at the desk pressed a button of the case; `by` is their user id on the platform. */
  | { type: 'desk-acted'; action: 'claim' | 'hand-back' | 'resolve'; by: string }
  | { type: 'language-chosen'; language: Language }
  | { type: 'probe-progressed'; probe: string; update: ProbeEvent }
  | { type: 'probe-finished'; probe: string; report: ProbeReport }
  | { type: 'probe-failed'; probe: string; failure: Finding };

/** What is to be done outside. Order matters: messages appear in the order of their effects. */
export type Effect =
  | { type: 'say'; id: string; message: Message }
  /** `final`: no further edit of this message is on its way, so this one must be shown. */
  | { type: 'edit'; id: string; message: Message; final: boolean }
  | { type: 'probe'; probe: string; target: string }
  | {
      type: 'diagnosis';
      server: string | null;
      diagnosis: Diagnosis;
      remedy: Remedy | null;
      report: ProbeReport | null;
    }
  /** `message` is the case as the desk sees it, with the buttons that its state allows. */
  | { type: 'hand-off'; to: string | null; reference: string; message: Message }
  /** The case at the desk looks different now. */
  | { type: 'desk-edit'; message: Message }
  /** The person has this trouble: if many report it at once, the desk is told. */
  | { type: 'report'; subject: Subject }
  /** Whether the remedy for a cause helped, for the desk's figures. */
  | { type: 'outcome'; cause: string; remedy: string; worked: boolean }
  | { type: 'error'; failure: Finding }
  | { type: 'end'; resolved: boolean };

/** `wakeIn`: send `silent` after this many milliseconds if nothing else happens; null: never. */
export type Step = { conversation: Conversation; effects: Effect[]; wakeIn: number | null };
