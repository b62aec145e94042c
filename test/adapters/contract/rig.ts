import type { Adapter, Happening, Whereabouts } from '../../../src/adapters/adapter.ts';

/** A message of the bot as people see it. */
export type Seen = {
  /** Where it is: a channel, a thread. */
  place: string;
  /** Its words as they are read, without any marks of the platform. */
  words: string;
  /** What can be pressed, in order. */
  buttons: string[];
};

/** What becomes of the next message: it has to wait, the line breaks, or its place is no more. */
export type Trouble = 'busy' | 'broken' | 'gone';

/** Whoever talks to the bot, and the adapter between the two. */
export type Rig = {
  adapter: Adapter;
  inbox: { readonly taken: readonly Happening[]; whereabouts(conversation: string): Promise<Whereabouts | null> };
  /** The person asks the bot. */
  ask(words: string): void;
  /** Presses a button, or chooses what has that label, where it was shown last. */
  press(label: string): void;
  /** What the bot showed to the person, in order. */
  seen(): Seen[];
  /** What would be acted on instead of being shown: mentions, links, directions, controls of a terminal. */
  obeyed(): string[];
  /** Resolves with the first value that is neither undefined, null nor false. */
  until<T>(look: () => T | undefined | null | false): Promise<T>;
  close(): Promise<void>;
};

/** A platform (a fake one) that the adapter is connected to, with a channel of the desk. */
export type PlatformRig = Rig & {
  /** The channel where the person asks. */
  askedIn: string;
  /** Another instance with the same settings that never saw an event. Not started. */
  another(): Adapter;
  /** The platform delivers what was done last once more. */
  repeat(): void;
  /** What is written on the button that opens the form for an answer in words. */
  writeLabel: string;
  /** How many forms are open. */
  forms(): number;
  /** The next thing that is done is too much, in these words. */
  refuseNext(words: string): void;
  /** What the person alone was shown. */
  seenAlone(): string[];
  /** What the bot showed at the desk. */
  seenAtDesk(): Seen[];
  trouble(kind: Trouble): void;
};
