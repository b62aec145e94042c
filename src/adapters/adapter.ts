import type { Effect, Event, QuestionId } from '../conversation/types.ts';
import type { Document } from '../message/document.ts';
import type { Language } from '../message/message.ts';

/** What a platform can show and do. */
export type Capabilities = {
  /** A message can be replaced after it was sent. */
  edit: boolean;
  /** Choices appear as buttons or a menu. */
  choices: boolean;
  /** Free text can be asked for in a form. */
  forms: boolean;
  /** A case goes on in a thread of the channel where it was asked. */
  threads: boolean;
  /** An answer can be shown to one person only. */
  privateAnswers: boolean;
  pictures: boolean;
  /** The diagnosis goes out as data beside the words. */
  data: boolean;
  /** Fewest milliseconds between two edits of one message; 0: any number of edits. */
  editEveryMs: number;
  /** Most edits a minute in one workspace; null: no limit. */
  editsPerMinute: number | null;
};

/** One thing that happened on the platform. */
export type Happening = {
  /** The platform's own id for it, so that a repeat is known. */
  eventId: string;
  /** The conversation it belongs to; a new one is begun with `caseId`. */
  conversation: string;
  /** Where to answer, in the adapter's own words (JSON). Kept with the conversation; absent: as it was. */
  address?: string;
  /** Who it comes from, unique over all platforms: `slack:T1:U1`. */
  person: string;
  /** Where the limits of many people together apply: `slack:T1`. */
  workspace: string;
  /** The language to begin with, when the platform tells; the person's words may change it. */
  language: Language | null;
  /** The person chose that language: their words do not change it. */
  languageChosen?: boolean;
  event: Event;
};

export type Received =
  | { type: 'taken' }
  /** It was taken before. */
  | { type: 'repeat' }
  /** Too much at once; `words` say when to try again, in the person's language. Show them to that person only. */
  | { type: 'limited'; words: string };

/** Where a conversation is held, as its adapter told. */
export type Whereabouts = { platform: string; address: string | null; person: string | null };

/** A conversation as a list of cases shows it. `touchedAt`: milliseconds since 1970. */
export type HeldCase = {
  conversation: string;
  address: string | null;
  touchedAt: number;
  language: Language;
  server: string | null;
  /** The cause found last, as an id. */
  cause: string | null;
  status: 'open' | 'handed-off' | 'closed';
  resolved: boolean;
  pending: QuestionId | null;
};

/** What an adapter hands its happenings to, and asks about conversations. Everything here rejects when the journal is away. */
export type Inbox = {
  /** Takes one event in; when it resolves, the event is on disk. */
  receive(happening: Happening): Promise<Received>;
  /** The conversation that a message with this platform id belongs to. */
  conversationOf(platformId: string): Promise<string | null>;
  whereabouts(conversation: string): Promise<Whereabouts | null>;
  /** A person's conversations, the newest first. */
  casesOf(person: string, limit: number): Promise<HeldCase[]>;
  /** How often each remedy helped, for the members of the desk: figures by name, as `op25b stats` prints them. */
  figures(): Promise<Map<string, number>>;
};

/** What one effect shows. Data effects reach only adapters with the capability `data`. */
export type Showing =
  /** A new message; `message` is the engine's id of it. */
  | { type: 'say'; message: string; document: Document }
  /** Replaces a message that was sent. `final`: no further edit of it is on its way. */
  | { type: 'edit'; message: string; platformId: string; document: Document; final: boolean }
  | Extract<Effect, { type: 'diagnosis' | 'end' }>
  | { type: 'hand-off'; to: string | null; reference: string }
  | { type: 'error'; code: string; words: string };

/** One thing to show in one place. */
export type Delivery = {
  conversation: string;
  /** `desk`: the desk's channel; `person`: where the conversation is held. */
  to: 'person' | 'desk';
  address: string | null;
  language: Language;
  /** The platform id of the first message shown to the person, of which the others may be answers; null: none yet. */
  root: string | null;
  /** Unique, the same in each attempt: for platforms that refuse a second message with the same key. */
  key: string;
  /** An earlier attempt may have reached the platform. */
  repeat: boolean;
  showing: Showing;
};

export type Delivered =
  /** `platformId` names a message that was sent, unique over all platforms. */
  | { type: 'done'; platformId?: string }
  /** The platform asked to wait (429); nothing was shown. `at`: milliseconds since 1970. */
  | { type: 'later'; at: number; reason: string }
  /** The platform could not be reached, or failed; `happened: 'unknown'`: it may have been shown all the same. */
  | { type: 'failed'; reason: string; happened: 'no' | 'unknown' }
  /** It can never be shown: the channel is gone, the bot was removed. */
  | { type: 'impossible'; reason: string };

/** `lastHeard`: when the platform last proved alive (hello, ping, heartbeat), milliseconds since 1970. */
export type AdapterHealth = {
  state: 'connecting' | 'connected' | 'failed';
  lastHeard: number | null;
  problem: string | null;
};

/** The boundary between a platform and the conversations. Everything but the platform's own form is outside. */
export type Adapter = {
  readonly name: string;
  readonly capabilities: Capabilities;
  /**
   * Connects and hands what happens to the inbox. Resolves once connected; rejects when it cannot be now (it is tried
   * again, with back-off) or ever (`AdapterError` with `permanent`: a wrong token).
   */
  start(inbox: Inbox): Promise<void>;
  /** Shows one thing. Never rejects for what the platform answers: that is in the result. */
  deliver(delivery: Delivery): Promise<Delivered>;
  /** Resolves when nothing more can come: the terminal's end of input. A connected platform never ends. */
  readonly ended: Promise<void>;
  /** Takes nothing new; resolves when what was taken is handed over. `deliver` still works. */
  stop(): Promise<void>;
  /** Disconnects. */
  close(): Promise<void>;
  health(): AdapterHealth;
};
