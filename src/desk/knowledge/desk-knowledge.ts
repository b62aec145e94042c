import type { Notice } from '../../conversation/notices.ts';
import type { Cause, RemedyRow } from '../../knowledge/diagnosis-schema.ts';
import type { Client, Line, Provider } from '../../knowledge/schema.ts';
import type { Language, Names } from '../../message/message.ts';

/** The words that belong to a row, by language. */
export type WordsOf<Words> = Record<Language, Words>;

export type CauseWords = { name: string; explanation: string };
export type ClientWords = {
  name: string;
  steps: Record<string, string>;
  notes: Record<string, string>;
  encryption: { none: string; starttls: string; tls: string };
};

/** What only this desk knows: rows like those under src/knowledge/data, each with its words, in the order of the file. */
export type DeskKnowledge = {
  /** Its own mail servers, as rows of the provider table. */
  servers: Provider[];
  /** Lines and places that people send from. `lifted`: how a block is lifted there. */
  lines: { line: Line; lifted: Names | null }[];
  notices: Notice[];
  /** Words by the key of a locale (`conversation:greeting`), instead of the bot's own. */
  wording: Record<string, Partial<Record<Language, string>>>;
  causes: { cause: Cause; words: WordsOf<CauseWords> }[];
  /** `words`: a text for each step. */
  remedies: { remedy: RemedyRow; words: WordsOf<Record<string, string>> }[];
  clients: { client: Client; words: WordsOf<ClientWords> }[];
};

export const NO_DESK_KNOWLEDGE: DeskKnowledge = {
  servers: [],
  lines: [],
  notices: [],
  wording: {},
  causes: [],
  remedies: [],
  clients: [],
};
