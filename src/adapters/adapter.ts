import type { Event, Finding, Diagnosis, ProbeReport, Remedy } from '../conversation/types.ts';
import type { Language } from '../message/message.ts';
import type { Document } from '../message/document.ts';

/** What a platform can show; the engine and the docs go by this, a test holds it against the code. */
export type Capabilities = {
  /** A message can be replaced after it was sent. */
  edit: boolean;
  /** Choices appear as buttons or a menu. */
  choices: boolean;
  pictures: boolean;
  /** The diagnosis goes out as data beside the words. */
  data: boolean;
};

/** A diagnosis in words, for platforms that carry data. */
export type DiagnosisReport = {
  server: string | null;
  diagnosis: Diagnosis;
  remedy: Remedy | null;
  report: ProbeReport | null;
};

/** The boundary between a platform and the conversation. Everything but the platform's own form of words is outside. */
export type Adapter = {
  readonly name: string;
  readonly capabilities: Capabilities;
  /** Shows a new message. `id` is the engine's, unique within the conversation. */
  say(id: string, document: Document, language: Language): Promise<void>;
  /** Replaces the message with that id. */
  edit(id: string, document: Document, language: Language): Promise<void>;
  diagnosis(report: DiagnosisReport, language: Language): Promise<void>;
  handOff(to: string | null, reference: string, language: Language): Promise<void>;
  error(failure: Finding, words: string): Promise<void>;
  end(resolved: boolean): Promise<void>;
  /** Hands each thing that happens on the platform to `receive`, in order, until the platform has no more. */
  run(receive: (event: Event) => Promise<void>): Promise<void>;
};
