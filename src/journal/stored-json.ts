import { z } from 'zod';
import type { Conversation, Effect, ProbeReport } from '../conversation/types.ts';
import { LANGUAGES, type Language } from '../message/message.ts';
import { JournalError } from './journal-error.ts';
import { NEWEST_VERSION, upgradeConversation } from './upgrade-conversation.ts';
import { upgradeEffect } from './upgrade-effect.ts';

/** Only the shape's name is checked: this project wrote the rest, and its version says which release. */
const STATE = z.looseObject({ version: z.int(), id: z.string() });
const EFFECT_TYPES = {
  say: true,
  edit: true,
  probe: true,
  diagnosis: true,
  'hand-off': true,
  'desk-edit': true,
  report: true,
  outcome: true,
  error: true,
  end: true,
} satisfies Record<Effect['type'], true>;
const EFFECT = z.looseObject({ type: z.string() });
const LANGUAGE = z.enum(LANGUAGES);
const REPORT = z.looseObject({ server: z.string(), endpoints: z.array(z.unknown()) });

/** Reads a stored conversation of this or an earlier version; throws `state-unknown` for one of another version. */
export function readConversation(json: string): Conversation {
  const stored = STATE.safeParse(JSON.parse(json));
  const value: unknown = stored.success ? upgradeConversation(stored.data) : null;
  if (isConversation(value)) return value;
  throw unknownShape('conversation');
}

/** Reads a stored effect; null for one of a type that this release does not know: it must not stop the others. */
export function readEffect(json: string): Effect | null {
  const stored = EFFECT.safeParse(JSON.parse(json));
  const value: unknown = stored.success ? upgradeEffect(stored.data) : null;
  return isEffect(value) ? value : null;
}

/** Reads a stored probe report; throws `state-unknown` for anything else. */
export function readReport(json: string): ProbeReport {
  const value: unknown = JSON.parse(json);
  if (isReport(value)) return value;
  throw unknownShape('probe report');
}

function isConversation(value: unknown): value is Conversation {
  const parsed = STATE.safeParse(value);
  return parsed.success && parsed.data.version === NEWEST_VERSION;
}

function isEffect(value: unknown): value is Effect {
  const parsed = EFFECT.safeParse(value);
  return parsed.success && Object.hasOwn(EFFECT_TYPES, parsed.data.type);
}

function isReport(value: unknown): value is ProbeReport {
  return REPORT.safeParse(value).success;
}

function unknownShape(what: string): JournalError {
  return new JournalError('state-unknown', `a stored ${what} is of another release: run the release that wrote it`);
}

/** Reads a stored language; throws `state-unknown` for one that this release does not speak. */
export function readLanguage(stored: string): Language {
  const parsed = LANGUAGE.safeParse(stored);
  if (parsed.success) return parsed.data;
  throw unknownShape('language');
}
