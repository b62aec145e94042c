import type { Language } from '../../src/message/message.ts';

/** What the bot asked: the newest message with something to answer. */
export type Asked = { message: string; question: string };

/** One person's side of a platform: where they ask, what they read there, and how they answer. */
export type Room = {
  /** Asks by one of the platform's ways in. */
  begin(words: string): Promise<void>;
  /** Everything that the bot said to this person, in order, as words. */
  said(): string[];
  /** The question that waits; null: none. */
  asked(): Asked | null;
  /** Gives an answer: by what is offered for it, else in words. Resolves once the platform delivered it. */
  answer(asked: Asked, value: string): Promise<void>;
  /** Says something in the conversation, answering nothing. */
  say(words: string): Promise<void>;
  /** Asks for a person of the desk. */
  callDesk(): Promise<void>;
  until<T>(look: () => T | undefined | null | false): Promise<T>;
};

/** What the bot shows at the desk, and the people there. */
export type DeskRoom = {
  /** The messages there, the newest last. */
  seen(): { words: string; buttons: string[] }[];
  /** Somebody presses a button of the newest message that has it; they are named in what the bot says by `name`. */
  press(label: string): Promise<void>;
  name: string;
};

/** A way in, by its name; makes a room for somebody who speaks that language. */
export type WayIn = { name: string; open(language: Language): Room };

/** A crowded machine, and a probe of a server that is silent. */
export const ANSWER_WITHIN_MS = 60_000;
