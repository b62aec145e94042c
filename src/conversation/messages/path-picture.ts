import type { RankedCause } from '../../diagnosis/diagnosis.ts';
import type { DiagnosisKnowledge } from '../../diagnosis/diagnosis-knowledge.ts';
import { gatherEvidence } from '../../diagnosis/evidence.ts';
import { MAIL_PORTS, type MailPort } from '../../diagnosis/probe-report.ts';
import type { Remedy } from '../../diagnosis/remedy.ts';
import type { MessageBlock } from '../../message/message.ts';
import { laneText } from '../../message/path-text.ts';
import type { Gate, LineState, PathSpec, ServerState } from '../../message/picture.ts';
import { text } from '../../message/text.ts';
import type { Conversation } from '../types.ts';
import { joined } from './joined.ts';

/** Port 2525 is drawn only where it is the one to use: few know it. */
const USUAL_PORTS: MailPort[] = [25, 465, 587];

/** The way of the person's mails, when something is known of their line; else nothing. */
export function pathPicture(
  best: RankedCause,
  remedy: Remedy | null,
  conversation: Conversation,
  knowledge: DiagnosisKnowledge,
): MessageBlock[] {
  const advised = remedy?.route?.port ?? null;
  const gates = MAIL_PORTS.filter((port) => USUAL_PORTS.includes(port) || port === advised).map((port): Gate => {
    const line = lineState(port, best, conversation, knowledge);
    return { port, line, server: serverState(port, conversation) };
  });
  if (gates.every(({ line }) => line === 'unknown')) return [];
  const { probe, facts } = conversation;
  const line = knowledge.lines.find(({ id }) => id === facts.answers.line);
  const picture: PathSpec = {
    type: 'path',
    host: probe?.report?.dns.host ?? null,
    line: line?.name ?? null,
    gates,
    advised,
  };
  const lanes = gates.map((gate) => text('picture:alt.lane', { port: gate.port, state: laneText(gate) }));
  return [{ kind: 'picture', picture, alt: text('picture:alt.path', { lanes: joined('picture:alt.lanes', lanes) }) }];
}

/**
 * Only what was seen from the person's device, or the verdict on the cause, speaks of their line; a probe from the bot's
 * own network does not.
 */
function lineState(
  port: MailPort,
  best: RankedCause,
  { facts, probe }: Conversation,
  knowledge: DiagnosisKnowledge,
): LineState {
  const seen = facts.selfCheck?.ports.find((candidate) => candidate.port === port)?.state;
  // A refusal came from beyond the line.
  if (seen === 'open' || seen === 'refused') return 'open';
  const cause = knowledge.causes.find(({ id }) => id === best.id);
  if (port === 25 && cause?.family === 'port-25-blocked') {
    if (best.certainty === 'confirmed') return 'blocked';
    const features = gatherEvidence(facts, probe?.report ?? null, knowledge);
    return best.certainty === 'likely' || features['line-blocks-25'] === 'yes' ? 'presumed' : 'unknown';
  }
  const silent = seen === 'timeout' || seen === 'unreachable';
  const elsewhere = facts.selfCheck?.[port === 25 ? 'unrelated25' : 'unrelated587'] ?? 'open';
  return silent && elsewhere !== 'open' && port !== 465 ? 'blocked' : 'unknown';
}

/** Closed only where the bot's own network is known to let that port out, and every address was tried. */
function serverState(port: MailPort, { facts, probe }: Conversation): ServerState {
  if (facts.selfCheck?.ports.some((seen) => seen.port === port && seen.state === 'open')) return 'open';
  const report = probe?.report;
  const states = (report?.endpoints ?? []).filter((endpoint) => endpoint.port === port).map(({ state }) => state);
  if (states.includes('open')) return 'open';
  if (states.length > 0 && states.every((state) => state === 'refused')) return 'closed';
  if (!report || states.length === 0 || port === 2525) return 'unknown';
  return report.vantage[`port${port}`] === 'open' ? 'closed' : 'unknown';
}
