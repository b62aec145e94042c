import type { DiagnosisKnowledge } from '../diagnosis/diagnosis-knowledge.ts';
import type { Dialog } from '../knowledge/dialog-schema.ts';
import type { ReadingKnowledge } from '../diagnosis/reading/reading-knowledge.ts';

/**
 * How to reach the people behind the bot; from the desk file. `reachable`: a case can be passed on to them on the platform
 * of the conversation, and they answer there.
 */
export type DeskContact = { name: string | null; contact: string | null; reachable: boolean };

/** All that the engine knows, passed in: it reads no file. */
export type EngineKnowledge = {
  diagnosis: DiagnosisKnowledge;
  reading: ReadingKnowledge;
  /** Drawings of the mail programs' dialogs. */
  dialogs: Dialog[];
  desk: DeskContact;
};
