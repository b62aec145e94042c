import type { DiagnosisKnowledge } from '../diagnosis/diagnosis-knowledge.ts';
import type { Dialog } from '../knowledge/dialog-schema.ts';
import type { ReadingKnowledge } from '../diagnosis/reading/reading-knowledge.ts';
import type { Names } from '../message/message.ts';
import type { Notice } from './notices.ts';

/**
 * How to reach the people behind the bot; from the desk file. `reachable`: a case can be passed on to them on the platform
 * of the conversation, and they answer there. `hours`: when they are there.
 */
export type DeskContact = { name: Names | null; contact: string | null; hours?: Names | null; reachable: boolean };

/** All that the engine knows, passed in: it reads no file. */
export type EngineKnowledge = {
  diagnosis: DiagnosisKnowledge;
  reading: ReadingKnowledge;
  /** Drawings of the mail programs' dialogs. */
  dialogs: Dialog[];
  desk: DeskContact;
  /** What the desk tells everyone who names a certain server or domain. */
  notices?: readonly Notice[];
};
