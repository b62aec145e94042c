import type { Conversation, Effect, Event } from '../../src/conversation/types.ts';
import type { Incoming, TimedStep } from '../../src/journal/journal.ts';

/** A conversation that notes each text said, so that a lost or swapped event shows. */
export function noteText(conversation: Conversation | null, event: Event): TimedStep {
  const before = conversation ?? begin('c');
  const text = event.type === 'said' ? event.text : event.type;
  const messages = before.messages + 1;
  const next = { ...before, messages, tried: [...before.tried, text] };
  return { conversation: next, effects: [say(`m${messages}`, text)] };
}

/** A step with these effects, whatever happens. */
export function give(...effects: Effect[]): (conversation: Conversation | null) => TimedStep {
  return (conversation) => ({ conversation: conversation ?? begin('c'), effects });
}

export function say(id: string, value: string): Effect {
  return { type: 'say', id, message: { blocks: [{ kind: 'code', label: { key: 'test' }, value }] } };
}

export function probe(id: string): Effect {
  return { type: 'probe', probe: id, target: 'mail.example.org' };
}

export function said(eventId: string, text: string = eventId, conversation = 'c'): Incoming {
  return { platform: 'test', eventId, conversation, event: { type: 'said', text } };
}

export function begin(id: string): Conversation {
  return {
    version: 2,
    id,
    language: 'ja',
    languageFixed: false,
    heard: false,
    facts: { answers: {}, error: null, selfCheck: null },
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
