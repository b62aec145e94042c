import type { Socket } from 'node:net';
import type { EndpointReport, MailPort } from '../diagnosis/probe-report.ts';
import type { AddressPace } from './address-pace.ts';
import { failedTls, inspectTls } from './certificate.ts';
import type { Dial } from './dial.ts';
import type { ProbeLimits } from './limits.ts';
import { openConnection } from './open-connection.ts';
import { otherProtocol } from './other-protocol.ts';
import { SessionEnd } from './session-end.ts';
import { speak, type Talk } from './speak.ts';
import { HandshakeError, isNotTls, mayBeTooOld, OLD_TLS, startTls } from './start-tls.ts';

export type EndpointProbe = {
  host: string;
  ip: string;
  port: MailPort;
  dial: Dial;
  pace: AddressPace;
  ehloName: string;
  limits: ProbeLimits;
  now: () => number;
  signal: AbortSignal;
  /** This is the try with old TLS: there is no third one. */
  secondTry?: boolean;
  /** Called with each state of knowledge; `final` false: more may come, the last one replaces the earlier. */
  report(endpoint: EndpointReport, final: boolean): void;
};

/**
 * Probes one port of one address over one connection (and one more with old TLS, when a modern handshake failed for it).
 * Nothing a server does throws; it ends in findings.
 *
 * @returns the goodbyes that go on in the background after the last report
 */
export async function probeEndpoint(probe: EndpointProbe): Promise<{ goodbye: Promise<void> }> {
  const endpoint = emptyReport(probe);
  const silent = () => probe.report({ ...structuredClone(endpoint), state: 'timeout' }, false);
  const connection = await openConnection({ ...probe, onSilent: silent });
  endpoint.state = connection.state;
  if (connection.state !== 'open') {
    probe.report(endpoint, true);
    return { goodbye: Promise.resolve() };
  }
  endpoint.ms.connect = connection.ms;
  const talk: Talk = {
    endpoint,
    socket: connection.socket,
    connectMs: connection.ms,
    ehloName: ehloNameFor(connection.socket, probe.ehloName),
    limits: probe.limits,
    now: probe.now,
    signal: probe.signal,
  };
  const { goodbye } = await converse(talk, probe);
  probe.report(roundedTimes(endpoint), true);
  return { goodbye };
}

/** @returns what is left to do in the background; wrapped, since an async function would wait for a bare promise */
async function converse(talk: Talk, probe: EndpointProbe): Promise<{ goodbye: Promise<void> }> {
  try {
    return await speak(talk);
  } catch (error) {
    if (error instanceof SessionEnd) await onSessionEnd(talk, error);
    else if (error instanceof HandshakeError) await onHandshakeError(talk, probe, error);
    else throw error;
    close(talk.socket);
    return { goodbye: Promise.resolve() };
  }
}

async function onSessionEnd(talk: Talk, end: SessionEnd): Promise<void> {
  const { endpoint } = talk;
  if (end.kind === 'aborted') return;
  const protocol = otherProtocol(end.received);
  if (protocol === 'TLS' && endpoint.port !== 465) endpoint.findings.push({ code: 'tls-on-plain-port', args: {} });
  else if (protocol !== null) endpoint.findings.push({ code: 'wrong-protocol', args: { protocol } });
  else if (end.kind === 'mute' && end.stage === 'greeting' && endpoint.port !== 465) await tryTls(talk);
  else endpoint.findings.push({ code: end.kind, args: { stage: end.stage } });
}

/** A server of implicit TLS does not speak first either: a ClientHello on the same connection tells it from a mute one. */
async function tryTls(talk: Talk): Promise<void> {
  const { endpoint, socket, limits, signal } = talk;
  try {
    const secure = await startTls(socket, endpoint.host, limits, signal);
    endpoint.tls = inspectTls(secure, endpoint.host, Date.now()).report;
    endpoint.findings.push({ code: 'tls-on-plain-port', args: {} });
    close(secure);
  } catch {
    endpoint.findings.push({ code: 'mute', args: { stage: 'greeting' } });
  }
}

async function onHandshakeError(talk: Talk, probe: EndpointProbe, error: HandshakeError): Promise<void> {
  const { endpoint } = talk;
  if (isNotTls(error)) {
    const code = endpoint.port === 465 ? 'plain-on-tls-port' : 'tls-handshake-failed';
    endpoint.findings.push({ code, args: code === 'tls-handshake-failed' ? { reason: error.code } : {} });
    endpoint.tls = failedTls('handshake-failed', null);
    return;
  }
  const old = mayBeTooOld(error) && !probe.secondTry ? await oldProtocol(probe, talk) : null;
  endpoint.tls = failedTls(old === null ? 'handshake-failed' : 'too-old', old);
  endpoint.findings.push(
    old === null
      ? { code: 'tls-handshake-failed', args: { reason: error.code } }
      : { code: 'tls-too-old', args: { protocol: old } },
  );
}

/** The single second try: the version that the server speaks when old TLS and weak keys are let pass; null: none. */
async function oldProtocol(probe: EndpointProbe, talk: Talk): Promise<string | null> {
  const connection = await openConnection({ ...probe, onSilent: () => undefined });
  if (connection.state !== 'open') return null;
  const again: Talk = {
    ...talk,
    endpoint: emptyReport(probe),
    socket: connection.socket,
    tlsOptions: OLD_TLS,
  };
  const { goodbye } = await converse(again, { ...probe, report: () => undefined, secondTry: true });
  await goodbye;
  return again.endpoint.tls?.protocol ?? null;
}

/** A full domain name, else the address literal that RFC 5321 section 4.1.3 allows for a host without one. */
function ehloNameFor(socket: Socket, name: string): string {
  if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(name)) return name;
  const address = socket.localAddress ?? '127.0.0.1';
  return address.includes(':') ? `[IPv6:${address}]` : `[${address}]`;
}

function emptyReport(probe: EndpointProbe): EndpointReport {
  return {
    host: probe.host,
    ip: probe.ip,
    family: probe.ip.includes(':') ? 6 : 4,
    port: probe.port,
    state: 'timeout',
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

function roundedTimes(endpoint: EndpointReport): EndpointReport {
  const ms = Object.fromEntries(Object.entries(endpoint.ms).map(([phase, time]) => [phase, Math.round(time)]));
  return { ...endpoint, ms };
}

function close(socket: Socket): void {
  socket.on('error', () => undefined);
  socket.end();
  socket.destroySoon();
}
