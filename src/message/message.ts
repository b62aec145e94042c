import type { QuestionId } from '../diagnosis/reading/reading.ts';

/** What the bot says, before it has a language: keys of locales with typed parameters. Only adapters escape. */

export type Language = 'ja' | 'en';
export const LANGUAGES = ['ja', 'en'] as const satisfies readonly Language[];

/** A proper name that has a form in each language. */
export type Names = Record<Language, string>;

/**
 * A value inside a sentence. `code`: to be copied or from a server, shown as it is; `person`: a user id of the platform;
 * a nested `Text` is translated.
 */
export type Param =
  | string
  | number
  | { code: string }
  | { link: string }
  | { names: Names }
  | { person: string }
  | Text;

export type Text = { key: string; params?: Record<string, Param> };

/** How far a check has got, or how it ended. */
export type ProgressState = 'waiting' | 'good' | 'bad' | 'unclear';

export type MessageBlock =
  | { kind: 'heading'; text: Text }
  | { kind: 'paragraph'; text: Text }
  | { kind: 'list'; items: Text[] }
  | { kind: 'steps'; items: Text[] }
  | { kind: 'progress'; items: { state: ProgressState; text: Text }[] }
  /** Something to copy as it stands, for example a command. */
  | { kind: 'code'; label: Text; value: string };

export type Choice = { id: string; label: Text };

export type Question = { id: QuestionId; choices: Choice[]; freeText: boolean };

/** What a member of the desk can do with a case. */
export type DeskAction = 'claim' | 'hand-back' | 'resolve';

/** `actions`: buttons for the desk, in this order. */
export type Message = { blocks: MessageBlock[]; question?: Question; actions?: { id: DeskAction; label: Text }[] };

export function paragraph(text: Text): MessageBlock {
  return { kind: 'paragraph', text };
}
