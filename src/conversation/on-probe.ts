import { paragraph, type MessageBlock } from '../message/message.ts';
import { text } from '../message/text.ts';
import { atDesk, showDesk } from './desk-state.ts';
import type { EngineKnowledge } from './engine-knowledge.ts';
import { noticesFor } from './notices.ts';
import { failedMessage, finishedMessage, progressMessage } from './messages/progress-message.ts';
import { ask, proceed } from './proceed.ts';
import type { Turn } from './turn.ts';
import type { Event, ProbeState } from './types.ts';

type ProbeHappening = Extract<Event, { probe: string }>;

/** Takes in what a probe tells. News of a probe that another one has replaced are dropped. */
export function onProbe(turn: Turn, event: ProbeHappening, knowledge: EngineKnowledge): void {
  const probe = turn.conversation.probe;
  if (probe?.id !== event.probe || probe.status !== 'running') return;
  switch (event.type) {
    case 'probe-progressed': {
      const seen = [...probe.seen, event.update];
      turn.update({ probe: { ...probe, seen } });
      turn.do({ type: 'edit', id: probe.messageId, message: progressMessage(probe.target, seen), final: false });
      break;
    }
    case 'probe-finished': {
      const message = finishedMessage(probe.target, probe.seen, event.report);
      turn.do({ type: 'edit', id: probe.messageId, message, final: true });
      turn.update({ probe: { ...probe, status: 'done', seen: [], report: event.report } });
      const remarks = [
        ...noticesFor(event.report, knowledge.notices ?? []),
        ...suggestion(event.report.dns.suggestion),
      ];
      if (turn.conversation.status === 'open') proceed(turn, knowledge, remarks);
      if (atDesk(turn.conversation)) showDesk(turn, knowledge);
      break;
    }
    case 'probe-failed':
      onFailure(turn, probe, event.failure, knowledge);
  }
}

/** A target that cannot be probed is no answer to "which server": the question is put again. */
function onFailure(
  turn: Turn,
  probe: ProbeState,
  failure: Extract<ProbeHappening, { type: 'probe-failed' }>['failure'],
  knowledge: EngineKnowledge,
): void {
  turn.do({ type: 'edit', id: probe.messageId, message: failedMessage(probe.target, failure), final: true });
  turn.do({ type: 'error', failure });
  turn.update({ probe: { ...probe, status: 'failed', seen: [], failure } });
  const { server: _refused, ...answers } = turn.conversation.facts.answers;
  turn.updateFacts({ answers });
  if (atDesk(turn.conversation)) showDesk(turn, knowledge);
  if (turn.conversation.status === 'open') ask(turn, 'server', knowledge);
}

function suggestion(name: string | null): MessageBlock[] {
  return name === null ? [] : [paragraph(text('conversation:suggestion', { suggestion: { code: name } }))];
}
