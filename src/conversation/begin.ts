import { NO_FACTS } from '../diagnosis/facts.ts';
import type { Language } from '../message/message.ts';
import type { Conversation } from './types.ts';

/** A conversation in which nothing has happened yet. */
export function begin(id: string, language: Language): Conversation {
  return {
    version: 2,
    id,
    language,
    languageFixed: false,
    heard: false,
    facts: NO_FACTS,
    probe: null,
    pending: null,
    asked: [],
    tried: [],
    advised: null,
    advisedRemedy: null,
    status: 'open',
    resolved: false,
    messages: 0,
    reminded: false,
    desk: null,
    reported: [],
    log: [],
  };
}
