import type { EndpointReport, Finding } from '../diagnosis/probe-report.ts';
import { attempt, type Connected, type NotConnected } from './attempt.ts';
import { converse, type Outcome } from './converse.ts';
import { ehloName } from './ehlo-name.ts';
import type { AddressScene, Place, Scene } from './scene.ts';
import { Talk } from './talk.ts';
import { Wire } from './wire.ts';

/** A report of which nothing is known yet. */
export function blankEndpoint(place: Place, state: EndpointReport['state']): EndpointReport {
  return {
    ...place,
    state,
    ms: {},
    banner: null,
    ehlo: [],
    ehloTls: [],
    starttls: null,
    tls: null,
    auth: { plain: [], tls: [] },
    size: null,
    findings: [],
  };
}

async function talkOver(
  connected: Connected,
  report: EndpointReport,
  scenes: { scene: Scene; address: AddressScene },
  generation: 'modern' | 'old',
): Promise<Outcome> {
  const { scene, address } = scenes;
  report.ms.connect = Math.round(connected.ms * 10) / 10;
  const wire = new Wire(connected.socket);
  const name = ehloName(scene.ehloName, connected.socket);
  const talk = new Talk({ wire, report, scene, address, context: scene.tls[generation](), name });
  try {
    return await converse(talk);
  } finally {
    wire.leave(connected.ms + scene.limits.farewell);
  }
}

/** The one second connection that is ever made: it tells an outdated server from a broken one. */
async function retryOld(
  failed: EndpointReport,
  scenes: { scene: Scene; address: AddressScene },
): Promise<EndpointReport> {
  const { scene, address } = scenes;
  const report = blankEndpoint(failed, 'open');
  const limits = { ...scene.limits, connect: Math.min(scene.limits.connect, scene.remaining()) };
  const connected = await attempt(failed, { ...scene, limits, rule: address.rule }).last;
  if (connected.state !== 'open') return failed;
  await talkOver(connected, report, scenes, 'old');
  if (report.tls === null || report.tls.protocol === null) return failed;
  if (report.tls.problem === 'too-old') return report;
  // A version of today, then, but with keys or ciphers that are refused today.
  const reasons = failed.findings.filter(({ code }) => TLS_TROUBLE.includes(code));
  return {
    ...report,
    tls: { ...report.tls, authorized: false, problem: 'handshake-failed' },
    findings: [...reasons, ...report.findings],
  };
}

const TLS_TROUBLE: Finding['code'][] = ['tls-handshake-failed', 'ended-early', 'reset-midway'];

async function fullReport(
  connected: Connected,
  place: Place,
  scenes: { scene: Scene; address: AddressScene },
): Promise<EndpointReport> {
  const report = blankEndpoint(place, 'open');
  const outcome = await talkOver(connected, report, scenes, 'modern');
  return outcome === 'modern-failed' && scenes.scene.remaining() > 0 ? retryOld(report, scenes) : report;
}

async function follow(
  last: Promise<Connected | NotConnected>,
  place: Place,
  scenes: { scene: Scene; address: AddressScene },
  revise: (report: EndpointReport) => void,
): Promise<void> {
  const late = await last;
  if (late.state === 'timeout') return;
  if (late.state === 'open') scenes.scene.sockets.addLate(late.socket);
  revise({ ...blankEndpoint(place, late.state), ms: late.state === 'open' ? { connect: Math.round(late.ms) } : {} });
  if (late.state === 'open') revise(await fullReport(late, place, scenes));
}

/**
 * Probes one address and port. Resolves to the report that a reader waits for; where that says `timeout`, an answer that
 * comes late goes to `revise`.
 */
export async function probeEndpoint(
  place: Place,
  scenes: { scene: Scene; address: AddressScene },
  revise: (report: EndpointReport) => void,
): Promise<EndpointReport> {
  const { scene, address } = scenes;
  const { first, last } = attempt(place, { ...scene, rule: address.rule });
  const verdict = await first;
  if (verdict.state === 'open') return fullReport(verdict, place, scenes);
  if (verdict.state === 'timeout') void follow(last, place, scenes, revise);
  return blankEndpoint(place, verdict.state);
}
