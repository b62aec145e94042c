import { paragraph, type Param } from '../message/message.ts';
import { text } from '../message/text.ts';
import type { EngineKnowledge } from './engine-knowledge.ts';
import type { Turn } from './turn.ts';
import type { Conversation, Subject } from './types.ts';

/**
 * Tells, once each, what this person has trouble with: their server when its check has ended, their line when it is one
 * that is known. A line in the person's own words is not told: it may hold anything.
 */
export function reportSubjects(turn: Turn, knowledge: EngineKnowledge): void {
  if (turn.conversation.status === 'closed') return;
  for (const subject of subjectsOf(turn.conversation, knowledge)) {
    if (turn.conversation.reported.some((reported) => isSame(reported, subject))) continue;
    turn.update({ reported: [...turn.conversation.reported, { ...subject, told: false }] });
    turn.do({ type: 'report', subject });
  }
}

/** Others have the same trouble now: said once, and only to somebody who is still being asked. */
export function onCrowdKnown(turn: Turn, subject: Subject, knowledge: EngineKnowledge): void {
  const { status, reported } = turn.conversation;
  if (status !== 'open' || reported.some((known) => isSame(known, subject) && known.told)) return;
  turn.update({ reported: [...reported.filter((known) => !isSame(known, subject)), { ...subject, told: true }] });
  turn.say({
    blocks: [paragraph(text(`conversation:crowd.${subject.kind}`, { subject: nameOf(subject, knowledge) }))],
  });
}

function subjectsOf({ facts, probe }: Conversation, knowledge: EngineKnowledge): Subject[] {
  const subjects: Subject[] = [];
  const host = probe?.report?.dns.host.toLowerCase().replace(/\.$/, '');
  if (host) subjects.push({ kind: 'server', value: host });
  const line = knowledge.diagnosis.lines.find(({ id }) => id === facts.answers.line);
  if (line) subjects.push({ kind: 'line', value: line.id });
  return subjects;
}

function nameOf({ kind, value }: Subject, knowledge: EngineKnowledge): Param {
  const line = kind === 'line' ? knowledge.diagnosis.lines.find(({ id }) => id === value) : undefined;
  return line ? { names: line.name } : { code: value };
}

function isSame(one: Subject, other: Subject): boolean {
  return one.kind === other.kind && one.value === other.value;
}
