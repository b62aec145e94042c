import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { TlsProblem } from '../diagnosis/probe-report.ts';
import { judgeCertificate, peerOf, withoutCertificate, type Peer } from './certificate.ts';
import { handshake, type Handshake } from './handshake.ts';
import { peekingStream } from './peeking-stream.ts';
import { sessionTicket } from './session-ticket.ts';
import type { Talk } from './talk.ts';
import { otherProtocol } from './wrong-protocol.ts';

/** Session tickets come one round trip after the handshake; the rest is for jitter. */
const TICKET_ROUND_TRIPS = 1.5;
const TICKET_MS = 10;
const OUTDATED = ['TLSv1', 'TLSv1.1'];

/** `modern-failed`: a handshake with an outdated version is worth one try. */
export type Encryption =
  | { kind: 'secured'; protocol: string | null; judge: () => void }
  | { kind: 'modern-failed' | 'over' };

function shake(talk: Talk, stream: Duplex): Promise<Handshake> {
  const { report, context, scene } = talk;
  return handshake(stream, { host: report.host, context, limit: talk.within(scene.limits.tls) });
}

/** Goes on inside TLS. `judge` notes what the certificate is like: it takes milliseconds, best spent while a reply is due. */
function secured(talk: Talk, socket: TLSSocket): Encryption {
  const peer = peerOf(socket);
  if (peer === null) return noteFailure(talk, { kind: 'ended' });
  talk.phase('tls');
  talk.encrypted = true;
  talk.wire.attach(socket);
  return { kind: 'secured', protocol: peer.protocol, judge: () => judge(talk, peer) };
}

function judge(talk: Talk, peer: Peer): void {
  const { report, findings } = judgeCertificate(peer, talk.report.host);
  talk.report.tls = report;
  talk.report.findings.push(...findings);
  if (report.protocol !== null && OUTDATED.includes(report.protocol)) {
    talk.note('tls-too-old', { protocol: report.protocol });
    talk.report.tls = { ...report, authorized: false, problem: 'too-old' };
  }
}

function noteFailure(talk: Talk, outcome: Exclude<Handshake, { kind: 'secured' }>): Encryption {
  const failed: TlsProblem = 'handshake-failed';
  talk.report.tls = withoutCertificate(failed);
  if (outcome.kind === 'stalled') talk.note('tls-stalled');
  else if (outcome.kind === 'plain') talk.note('tls-handshake-failed', { reason: 'wrong-version-number' });
  else if (outcome.kind === 'failed') talk.note('tls-handshake-failed', { reason: outcome.reason });
  else talk.note(outcome.kind === 'reset' ? 'reset-midway' : 'ended-early', { stage: 'tls' });
  return { kind: outcome.kind === 'stalled' || outcome.kind === 'plain' ? 'over' : 'modern-failed' };
}

/** Begins TLS after STARTTLS was granted, and waits until the next command gets its reply soonest. */
export async function encryptAfterStarttls(talk: Talk): Promise<Encryption> {
  const outcome = await shake(talk, talk.wire.release());
  if (outcome.kind !== 'secured') return noteFailure(talk, outcome);
  const encryption = secured(talk, outcome.socket);
  if (encryption.kind === 'secured' && encryption.protocol === 'TLSv1.3' && !talk.address.promptInTls) {
    const limit = TICKET_ROUND_TRIPS * (talk.report.ms.connect ?? 0) + TICKET_MS;
    await sessionTicket(outcome.socket, outcome.ticketCame, talk.within(limit));
  }
  return encryption;
}

/** Begins TLS at once, as belongs on port 465. */
export async function encryptAtOnce(talk: Talk): Promise<Encryption> {
  const outcome = await shake(talk, talk.wire.release());
  if (outcome.kind === 'plain') {
    talk.note('plain-on-tls-port');
    return { kind: 'over' };
  }
  return outcome.kind === 'secured' ? secured(talk, outcome.socket) : noteFailure(talk, outcome);
}

/** A TLS server does not speak first, so on a plain port that stayed mute TLS is tried once, over the same connection. */
export async function encryptMutePort(talk: Talk): Promise<Encryption> {
  const { stream, firstBytes } = peekingStream(talk.wire.release());
  const outcome = await shake(talk, stream);
  if (outcome.kind === 'secured') {
    talk.note('tls-on-plain-port');
    return secured(talk, outcome.socket);
  }
  const protocol = otherProtocol(firstBytes());
  if (protocol === null) talk.note('mute', { stage: 'greeting' });
  else talk.note('wrong-protocol', { protocol });
  return { kind: 'over' };
}
