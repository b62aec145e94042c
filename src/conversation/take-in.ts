import { MAIL_PORTS } from '../diagnosis/probe-report.ts';
import type { QuestionId, Reading } from '../diagnosis/reading/reading.ts';
import { paragraph, type MessageBlock } from '../message/message.ts';
import { dataText, text } from '../message/text.ts';
import type { EngineKnowledge } from './engine-knowledge.ts';
import { questionId } from './question-id.ts';
import type { Turn } from './turn.ts';

/** What a reading changed, as far as the talk has to react to it. */
export type TakenIn = { server: string | null; facts: boolean; remarks: MessageBlock[] };

/** Answers that are acted on by the talk itself, not kept as facts by this function. */
const HANDLED_ELSEWHERE: QuestionId[] = ['worked', 'server'];

/** Answer to a question whose content is kept elsewhere in the facts. */
const TOLD = 'told';

/** A port and the blanks around it: an endless text is not normalised for this. */
const BARE_PORT_LIMIT = 20;

/**
 * Puts what a message says into the facts; a later word replaces an earlier one.
 *
 * @param pending the question that the message answers: only of that one is "I don't know" taken
 */
export function takeIn(turn: Turn, reading: Reading, pending: QuestionId | null): TakenIn {
  const before = turn.conversation.facts;
  const remarks: MessageBlock[] = [];
  if (reading.secret) remarks.push(paragraph(text('conversation:secret')));
  if (reading.cut) remarks.push(paragraph(text('conversation:paste-cut')));

  for (const [question, value] of Object.entries(reading.answers)) {
    const id = questionId(question);
    if (id && !HANDLED_ELSEWHERE.includes(id) && !(value === 'unknown' && id !== pending)) turn.answer(id, value);
  }
  takeInError(turn, reading, remarks);
  if (reading.selfCheck) {
    turn.updateFacts({ selfCheck: reading.selfCheck });
    turn.answer('self-check', TOLD);
    remarks.push(paragraph(text('conversation:noted-self-check')));
  }
  const named = serverOf(reading);
  if (named?.port) turn.answer('port', String(named.port));
  return { server: named?.target ?? null, facts: turn.conversation.facts !== before, remarks };
}

function takeInError(turn: Turn, reading: Reading, remarks: MessageBlock[]): void {
  const error = reading.error;
  if (!error) return;
  turn.updateFacts({ error });
  turn.answer('error', TOLD);
  const port = MAIL_PORTS.find((candidate) => candidate === error.port);
  if (port !== undefined && turn.conversation.facts.answers.port === undefined) turn.answer('port', String(port));
  if (error.reply) {
    const code = [error.reply.code, error.reply.enhanced].filter((part) => part !== null).join(' ');
    remarks.push(paragraph(text('conversation:noted-reply', { code: { code } })));
    remarks.push(...explained(error.explanation));
  } else if (error.explanation.length > 0) {
    remarks.push(...explained(error.explanation));
  } else if (error.signature === null) {
    remarks.push(paragraph(text('conversation:noted-unknown-error')));
  } else {
    remarks.push(paragraph(text('conversation:noted-error')));
  }
}

/** What the code of a reply says whose text is unknown. */
function explained(keys: readonly string[]): MessageBlock[] {
  if (keys.length === 0) return [];
  const items = keys.map((key) => dataText(`explanation:${key}`));
  return [paragraph(text('conversation:noted-unknown-reply')), { kind: 'list', items }];
}

/** The server to check: a host that was named; else the one in the error; else the mail address. */
function serverOf(reading: Reading): Reading['servers'][number] | null {
  const host = reading.servers.find((server) => server.kind !== 'mail-address');
  if (host) return host;
  const inError = reading.error?.host;
  if (inError) return { target: inError, kind: 'host', port: null };
  return reading.servers[0] ?? null;
}

/** "587" and nothing else is a port, whatever was asked. */
export function withBarePort(reading: Reading, said: string): Reading {
  const digits = said.length <= BARE_PORT_LIMIT ? said.normalize('NFKC').trim() : '';
  const port = MAIL_PORTS.find((candidate) => String(candidate) === digits);
  if (port === undefined) return reading;
  return { ...reading, answers: { ...reading.answers, port: String(port) } };
}

/** What follows from the mail program alone: one that sends from elsewhere is not stopped by the person's own line. */
export function clientRemarks(before: string | undefined, turn: Turn, knowledge: EngineKnowledge): MessageBlock[] {
  const named = turn.conversation.facts.answers.client;
  const client = knowledge.diagnosis.clients.find(({ id }) => id === named);
  if (!client || named === before || client.connectsFrom === 'device') return [];
  return [paragraph(text(`conversation:not-from-your-line.${client.connectsFrom}`))];
}
