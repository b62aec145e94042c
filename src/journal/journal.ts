import type { Conversation, Event, ProbeReport, Step } from '../conversation/types.ts';
import type { EffectQueue } from './effect-queue.ts';

/** One thing that happened, with the platform's own id for it. */
export type Incoming = {
  platform: string;
  /** Unique on the platform; the platform's repeat of an event carries the same. */
  eventId: string;
  /** The id of the conversation it belongs to. */
  conversation: string;
  event: Event;
  /** Where to answer, in the adapter's words; kept with the conversation, a later one replaces it. */
  address?: string;
  /** Who the conversation is with; kept with it from its first event that names one. */
  person?: string;
};

/** A step, and when the conversation wants to be woken if nothing else happens: milliseconds since 1970. */
export type TimedStep = Pick<Step, 'conversation' | 'effects'> & { wakeAt?: number | null };

/** Steps a conversation; `null` is one that has not begun. Called inside the transaction, so it must be pure and quick. */
export type Stepper = (conversation: Conversation | null, event: Event) => TimedStep;

export type Taken =
  /** `arrival` numbers the conversation's events from 1 up in the order in which they were taken. */
  | { repeat: false; arrival: number; conversation: Conversation; effects: number }
  /** The event was taken before; nothing changed. */
  | { repeat: true };

/** Where a conversation is held, and with whom. */
export type Whereabouts = { platform: string; address: string | null; person: string | null };

/** `touchedAt`: when its last event was taken, milliseconds since 1970. */
export type Kept = { conversation: Conversation; address: string | null; touchedAt: number };

/** Several people with the same trouble. `people`: how many different ones reported it within CROWD_WINDOW_MS. */
export type Crowd = {
  people: number;
  /** This report made it a crowd: true once for each crowd, in one process alone. */
  isNew: boolean;
  /** Since when it is known as a crowd, milliseconds since 1970; null: it is none. */
  since: number | null;
};

/** A conversation that asked to be woken. Take the event with `${conversation}:${at}` as its id: then it is woken once. */
export type Wake = { conversation: string; platform: string; at: number };

export type Case = {
  /** The reference that the person was given. */
  reference: string;
  conversation: string;
  /** What the desk sees, as JSON. Holds texts, so it is forgotten with them. */
  body: string;
  /** Milliseconds since 1970. */
  openedAt: number;
  closedAt: number | null;
};

export type Bucket = { capacity: number; refillPerSecond: number };

/** `at` is when one token will be there, milliseconds since 1970. */
export type Spent = { granted: true; left: number } | { granted: false; at: number };

export type ProbeTurn =
  /** Probe now, and report with `endProbe`. */
  | { type: 'run' }
  /** Somebody else probes, until `at` at the latest: wait for the target (`Retry.waitsFor`). */
  | { type: 'wait'; at: number }
  /** Probed within SHARED_RESULT_MS. */
  | { type: 'known'; report: ProbeReport };

/** What must not be lost. All times are milliseconds since 1970. */
export type Journal = {
  /**
   * Takes one event in as one transaction: seen-event check, the conversation's row locked, step, save, effects. When it
   * resolves, all of that is on disk; when it rejects, nothing is. Every event clears the conversation's wake time unless
   * its step names one.
   */
  take(incoming: Incoming, step: Stepper): Promise<Taken>;
  /** The conversation as it is now; null when there is none. */
  load(conversation: string): Promise<Conversation | null>;
  whereabouts(conversation: string): Promise<Whereabouts | null>;
  /** The conversations of a person, the newest first. */
  casesOf(person: string, limit: number): Promise<Kept[]>;
  /** The conversation in which a message was sent that has this platform id; null when there is none. */
  conversationOf(platformId: string): Promise<string | null>;
  /** The platform's id of the message that the engine calls `message`; null before it was sent. */
  sentAs(conversation: string, message: string): Promise<string | null>;
  /** Records it before the effect is finished, so that a crash in between does not send the message twice. */
  recordSent(conversation: string, message: string, platformId: string): Promise<void>;
  /** Conversations whose wake time has come, the earliest first. */
  due(now: number, limit: number): Promise<Wake[]>;

  readonly effects: EffectQueue;

  /** Keeps the bytes (encrypted by the caller) of a platform installation. */
  saveInstallation(key: string, bytes: Uint8Array): Promise<void>;
  loadInstallation(key: string): Promise<Uint8Array | null>;
  deleteInstallation(key: string): Promise<void>;

  /** Opens a case at the desk. A second one with the same reference changes nothing. */
  openCase(opened: Omit<Case, 'closedAt'>): Promise<void>;
  closeCase(reference: string, at: number): Promise<void>;
  /** Open cases, the oldest first. */
  openCases(limit: number): Promise<Case[]>;

  /** Adds to a counter. Its name says what was counted, never who. */
  count(figure: string, by: number): Promise<void>;
  figures(): Promise<Map<string, number>>;

  /** Takes one token out of a bucket that fills itself; atomic across processes. */
  spend(key: string, bucket: Bucket, now: number): Promise<Spent>;

  /**
   * Notes that a person has this trouble (`server:smtp.example.jp`, `line:ocn`). CROWD_SIZE different people within
   * CROWD_WINDOW_MS make a crowd, which is known until nobody reports it for CROWD_KNOWN_MS.
   */
  report(subject: string, person: string, now: number): Promise<Crowd>;

  /** Asks to probe a target: at most one holder at a time for the whole installation. */
  beginProbe(target: string, holder: string, now: number): Promise<ProbeTurn>;
  /** Shares the report with everybody who asks within SHARED_RESULT_MS; null when the probe failed, so that the next one runs. */
  endProbe(target: string, holder: string, report: ProbeReport | null, now: number): Promise<void>;

  /** Deletes conversations, cases and event ids not touched since; figures stay. Resolves with how many conversations went. */
  forgetTexts(before: number): Promise<number>;

  /** Rejects with `journal-damaged` when what is stored is not whole. */
  check(): Promise<void>;
  /** Writes a consistent copy into a new file while others go on. */
  backup(file: string): Promise<void>;
  /** Ends the connection. Stop `work` before. */
  close(): Promise<void>;
};
