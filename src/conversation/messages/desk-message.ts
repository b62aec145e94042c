import { paragraph, type DeskAction, type Message, type MessageBlock, type Text } from '../../message/message.ts';
import { reasonText } from '../../message/remedy-text.ts';
import { text } from '../../message/text.ts';
import type { EngineKnowledge } from '../engine-knowledge.ts';
import type { Conversation, DeskState, ProbeState } from '../types.ts';
import { causeName } from './answer-message.ts';
import { bestCauses, summaryItem, toldItems } from './case-summary.ts';
import { dnsItem, endpointItem, failureText } from './progress-message.ts';
import { transcript } from './transcript.ts';

const ACTIONS: Record<DeskState['status'], DeskAction[]> = {
  waiting: ['claim', 'resolve'],
  claimed: ['hand-back', 'resolve'],
  'handed-back': [],
  resolved: [],
};

/** The case as the desk sees it, with the buttons that its state allows. It does not say who the person is: the platform knows. */
export function deskMessage(conversation: Conversation, knowledge: EngineKnowledge): Message {
  const { desk, id, language } = conversation;
  const told = [
    summaryItem(text('desk:language'), text(`desk:languages.${language}`)),
    ...toldItems(conversation, knowledge),
  ];
  const lines = transcript(conversation, knowledge);
  const blocks: MessageBlock[] = [
    { kind: 'heading', text: text('desk:heading', { reference: { code: id } }) },
    ...(desk ? [paragraph(stateText(desk))] : []),
    { kind: 'list', items: told },
    ...causeBlocks(conversation, knowledge),
    ...probeBlocks(conversation.probe),
    ...(lines.length > 0 ? listOf(text('desk:transcript'), lines) : []),
  ];
  const actions = (desk ? ACTIONS[desk.status] : []).map((action) => ({
    id: action,
    label: text(`desk:action.${action}`),
  }));
  return actions.length > 0 ? { blocks, actions } : { blocks };
}

/** `by` null: the person themselves, see DeskState. */
function stateText({ status, by }: DeskState): Text {
  if (status === 'waiting') return text('desk:state.waiting');
  if (by === null) return text(status === 'resolved' ? 'desk:state.ended' : 'desk:state.taken-back');
  return text(`desk:state.${status}`, { person: { person: by } });
}

function causeBlocks(conversation: Conversation, knowledge: EngineKnowledge): MessageBlock[] {
  const causes = bestCauses(conversation, knowledge);
  if (causes.length === 0) return [];
  return [
    { kind: 'heading', text: text('desk:causes') },
    ...causes.flatMap((cause): MessageBlock[] => {
      const certainty = conversation.tried.includes(cause.id) ? 'tried' : cause.certainty;
      const reasons = [
        ...cause.for.map((reason) => text('desk:for', { reason: reasonText(reason) })),
        ...cause.against.map((reason) => text('desk:against', { reason: reasonText(reason) })),
      ];
      const name = paragraph(text(`desk:cause.${certainty}`, { cause: causeName(cause.id) }));
      return reasons.length > 0 ? [name, { kind: 'list', items: reasons }] : [name];
    }),
  ];
}

function probeBlocks(probe: ProbeState | null): MessageBlock[] {
  if (!probe) return [];
  const server = { code: probe.target };
  const heading: MessageBlock = { kind: 'heading', text: text('desk:probe', { server }) };
  if (probe.failure) return [heading, paragraph(failureText(probe.failure))];
  if (!probe.report) return [heading, paragraph(text('conversation:checking', { server }))];
  const { dns, endpoints } = probe.report;
  return [heading, { kind: 'progress', items: [dnsItem(dns), ...endpoints.map(endpointItem)] }];
}

function listOf(heading: Text, items: Text[]): MessageBlock[] {
  return [
    { kind: 'heading', text: heading },
    { kind: 'list', items },
  ];
}
