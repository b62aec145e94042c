import type { Diagnosis, RankedCause } from '../../diagnosis/diagnosis.ts';
import type { DiagnosisKnowledge } from '../../diagnosis/diagnosis-knowledge.ts';
import type { Remedy } from '../../diagnosis/remedy.ts';
import { paragraph, type MessageBlock, type Text } from '../../message/message.ts';
import { reasonText, remedyParams, remedySteps } from '../../message/remedy-text.ts';
import { dataText, text } from '../../message/text.ts';
import type { Dialog } from '../../knowledge/dialog-schema.ts';
import type { Conversation } from '../types.ts';
import { providerOf } from '../../diagnosis/evidence.ts';
import { dialogPictures } from './dialog-pictures.ts';
import { knownBlocks, type KnownCase } from './known-blocks.ts';
import { pathPicture } from './path-picture.ts';

/** More reasons than this are not read. */
const MOST_REASONS = 5;
const MOST_OTHERS = 3;
/** `2026-12-31` at the beginning of an ISO time. */
const DAY_LENGTH = 10;

export function causeName(id: string): Text {
  return dataText(`cause:${id}.name`);
}

/** What is wrong, why the bot thinks so, and what to do: one message, to be followed by "did it work?". */
export function answerBlocks(
  diagnosis: Diagnosis,
  best: RankedCause,
  remedy: Remedy | null,
  conversation: Conversation,
  knowledge: DiagnosisKnowledge,
  dialogs: Dialog[],
): MessageBlock[] {
  return [
    paragraph(text(`conversation:answer.${best.certainty}`, { cause: causeName(best.id) })),
    paragraph(dataText(`cause:${best.id}.explanation`)),
    ...reasonBlocks(best),
    ...pathPicture(best, remedy, conversation, knowledge),
    ...(remedy ? remedyBlocks(remedy, conversation, knowledge) : []),
    ...dialogPictures(remedy, conversation, dialogs),
    ...knownBlocks(knownCase(best, remedy, conversation, knowledge), knowledge.facts),
    ...whoBlocks(best.id, knowledge),
    ...(best.certainty === 'confirmed' ? [] : otherBlocks(diagnosis, best)),
  ];
}

function knownCase(
  best: RankedCause,
  remedy: Remedy | null,
  { facts, probe }: Conversation,
  knowledge: DiagnosisKnowledge,
): KnownCase {
  const report = probe?.report ?? null;
  const byHost = report?.dns.host ? knowledge.providers.byHost(report.dns.host) : null;
  return {
    cause: best.id,
    client: facts.answers.client ?? null,
    provider: byHost ?? providerOf(facts, report, knowledge),
    line: knowledge.lines.find(({ id }) => id === facts.answers.line) ?? null,
    report,
    remedy,
    // The engine has no clock; the probe's report carries the day.
    today: report?.at.slice(0, DAY_LENGTH) ?? null,
  };
}

function reasonBlocks(best: RankedCause): MessageBlock[] {
  const blocks: MessageBlock[] = [];
  const list = (heading: Text, reasons: RankedCause['for']) => {
    if (reasons.length === 0) return;
    blocks.push({ kind: 'heading', text: heading });
    blocks.push({ kind: 'list', items: reasons.slice(0, MOST_REASONS).map(reasonText) });
  };
  list(text('conversation:answer.why'), best.for);
  list(text('conversation:answer.against'), best.against);
  return blocks;
}

function remedyBlocks(remedy: Remedy, conversation: Conversation, knowledge: DiagnosisKnowledge): MessageBlock[] {
  const report = conversation.probe?.report ?? null;
  const line = knowledge.lines.find((candidate) => candidate.id === conversation.facts.answers.line);
  const params = remedyParams(remedy, report, line?.name ?? null);
  const heading =
    remedy.clientSteps.length > 0 && remedy.client !== 'other'
      ? text('conversation:answer.steps-for', { client: dataText(`clients:${remedy.client}.name`) })
      : text('conversation:answer.steps');
  const blocks: MessageBlock[] = [
    { kind: 'heading', text: heading },
    { kind: 'steps', items: remedySteps(remedy, params) },
  ];
  if (remedy.route && remedy.settings.includes('port')) {
    const { host, port, encryption } = params;
    blocks.push(paragraph(text('conversation:answer.values', { host, port, encryption })));
    if (!report?.routes.some((route) => route.usable && route.port === remedy.route?.port)) {
      blocks.push(paragraph(text('conversation:answer.not-proven')));
    }
  }
  if (remedy.notes.length > 0) {
    blocks.push({ kind: 'list', items: remedy.notes.map((note) => ({ key: note.key, params })) });
  }
  return blocks;
}

function whoBlocks(causeId: string, knowledge: DiagnosisKnowledge): MessageBlock[] {
  const cause = knowledge.causes.find((candidate) => candidate.id === causeId);
  if (!cause) return [];
  const blocks: MessageBlock[] = [];
  if (cause.fixedBy !== 'person') blocks.push(paragraph(text(`conversation:answer.fixed-by.${cause.fixedBy}`)));
  if (cause.family === 'port-25-blocked') blocks.push(paragraph(text('conversation:answer.ask-isp')));
  return blocks;
}

function otherBlocks(diagnosis: Diagnosis, best: RankedCause): MessageBlock[] {
  const others = diagnosis.causes.filter((cause) => cause.id !== best.id).slice(0, MOST_OTHERS);
  if (others.length === 0) return [];
  return [
    { kind: 'heading', text: text('conversation:answer.others') },
    { kind: 'list', items: others.map((cause) => causeName(cause.id)) },
  ];
}
