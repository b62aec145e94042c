import type { Conversation, Effect, Event } from '../../src/conversation/types.ts';
import type { TimedStep } from '../../src/journal/journal.ts';
import { begin, probe, say } from './steps.ts';

/** What the person says in each case; `probe` starts a probe, whose end is an event of its own. */
export const TEXTS = ['hello', 'probe', 'server', 'thanks'] as const;

/** What a case has noted when the events up to and with the text of this index have all had their effect. */
export function notedAfter(index: number): number {
  return index + 1 + (index >= TEXTS.indexOf('probe') ? 1 : 0);
}

/** Notes each event and answers it with two messages, or with a message and a probe. */
export function caseStep(conversation: Conversation | null, event: Event): TimedStep {
  const before = conversation ?? begin('case');
  const text = event.type === 'said' ? event.text : event.type;
  const messages = before.messages + 1;
  const label = { key: 'test' };
  const seen: Effect = {
    type: 'edit',
    id: `m${messages}`,
    message: { blocks: [{ kind: 'code', label, value: `${text}, seen` }] },
    final: true,
  };
  return {
    conversation: { ...before, messages, tried: [...before.tried, text] },
    effects: [say(`m${messages}`, text), text === 'probe' ? probe(`p${messages}`) : seen],
  };
}
