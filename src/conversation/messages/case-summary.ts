import { diagnose, type RankedCause } from '../../diagnosis/diagnosis.ts';
import { gatherEvidence } from '../../diagnosis/evidence.ts';
import type { MessageBlock, Param, Text } from '../../message/message.ts';
import { endpointText } from '../../message/probe-text.ts';
import { dataText, text } from '../../message/text.ts';
import type { EngineKnowledge } from '../engine-knowledge.ts';
import type { Conversation } from '../types.ts';
import { causeName } from './answer-message.ts';

/** More causes than this are no help to the person who takes over. */
const MOST_CAUSES = 3;

/** What is known of the case, for the person to pass on: settings, error, causes, and what the probe found. */
export function caseSummary(conversation: Conversation, knowledge: EngineKnowledge): MessageBlock[] {
  const { probe, tried } = conversation;
  const items = toldItems(conversation, knowledge);
  for (const cause of bestCauses(conversation, knowledge)) {
    const label = text(tried.includes(cause.id) ? 'conversation:summary.tried' : 'conversation:summary.cause');
    items.push(summaryItem(label, causeName(cause.id)));
  }
  items.push(...(probe?.report?.endpoints ?? []).map(endpointText));
  return items.length > 0 ? [{ kind: 'list', items }] : [];
}

/** What the person told, a line each; what they do not know is left out. */
export function toldItems(conversation: Conversation, knowledge: EngineKnowledge): Text[] {
  const { facts } = conversation;
  const { answers } = facts;
  const items: Text[] = [];
  const add = (label: Text, value: Param | null) => {
    if (value !== null) items.push(summaryItem(label, value));
  };
  const choice = (question: ChoiceQuestion): Param | null => {
    const value = answers[question];
    return value === undefined || value === 'unknown' ? null : dataText(`question:${question}.choices.${value}`);
  };
  const known = (value: string | undefined): Param | null => (value && value !== 'unknown' ? { code: value } : null);

  add(text('conversation:summary.server'), known(answers.server));
  const client = knowledge.diagnosis.clients.find(({ id }) => id === answers.client);
  add(text('conversation:summary.client'), client ? dataText(`clients:${client.id}.name`) : null);
  add(text('conversation:summary.port'), known(answers.port));
  add(text('conversation:summary.encryption'), choice('encryption'));
  add(text('conversation:summary.auth'), choice('auth'));
  add(text('conversation:summary.receive'), choice('receive'));
  add(text('conversation:summary.scope'), choice('scope'));
  add(text('conversation:summary.others'), choice('others'));
  add(text('conversation:summary.change'), choice('change'));
  add(text('conversation:summary.other-network'), choice('other-network'));
  const line = knowledge.diagnosis.lines.find(({ id }) => id === answers.line);
  add(text('conversation:summary.line'), line ? { names: line.name } : known(answers.line));
  add(text('conversation:summary.error'), facts.error ? { code: facts.error.excerpt } : null);
  return items;
}

type ChoiceQuestion = 'encryption' | 'auth' | 'receive' | 'scope' | 'others' | 'change' | 'other-network';

/** The causes that stand out, those whose remedy was tried among them. */
export function bestCauses(conversation: Conversation, knowledge: EngineKnowledge): RankedCause[] {
  const { facts, probe } = conversation;
  const features = gatherEvidence(facts, probe?.report ?? null, knowledge.diagnosis);
  return diagnose(features, knowledge.diagnosis, facts.error?.causes ?? []).causes.slice(0, MOST_CAUSES);
}

export function summaryItem(label: Text, value: Param): Text {
  return text('conversation:summary.item', { label, value });
}
