import type { Socket } from 'node:net';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import type { EndpointReport, Finding } from '../diagnosis/probe-report.ts';
import { capabilitiesOf, isMaskedKeyword, mechanismsOf, offers, sizeOf } from './capabilities.ts';
import { inspectTls } from './certificate.ts';
import type { ProbeLimits } from './limits.ts';
import { otherProtocol } from './other-protocol.ts';
import { ReplyReader, type Reply } from './reply-reader.ts';
import { SessionEnd, type Stage } from './session-end.ts';
import { startTls, ticketsCame } from './start-tls.ts';
import { visible } from './visible.ts';

export type Talk = {
  endpoint: EndpointReport;
  socket: Socket;
  /** How long the connection took, in ms. */
  connectMs: number;
  ehloName: string;
  limits: ProbeLimits;
  now: () => number;
  signal: AbortSignal;
  tlsOptions?: ConnectionOptions;
};

/** The server said no: a finding was noted, QUIT is still owed. */
class Refused extends Error {}

/** How long a server gets to answer QUIT beyond one round trip, in ms; its answer tells nothing. */
const GOODBYE = 500;

/**
 * Speaks SMTP with a server, politely: waits for each reply, never more than EHLO, STARTTLS, EHLO, QUIT (RFC 5321, 3207).
 * Fills in the endpoint as it goes.
 *
 * @returns the goodbye that goes on in the background, once all is known
 * @throws SessionEnd when the conversation broke off, HandshakeError when TLS did not come about
 */
export async function speak(talk: Talk): Promise<{ goodbye: Promise<void> }> {
  let line = new Line(talk.socket, talk);
  try {
    if (talk.endpoint.port === 465) {
      line = new Line(await secure(talk, talk.socket), talk);
      await greet(talk, line);
      await ehlo(talk, line, 'ehlo-tls');
      judgeSignIn(talk);
    } else {
      await greet(talk, line);
      await ehlo(talk, line, 'ehlo');
      if (await upgrade(talk, line)) {
        const encrypted = await secure(talk, talk.socket);
        line = new Line(encrypted, talk);
        await ticketsCame(encrypted, talk.connectMs);
        await ehlo(talk, line, 'ehlo-tls');
      }
      judgeSignIn(talk);
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
  return { goodbye: line.quit() };
}

/** One direction of talk: commands out, replies in. */
class Line {
  readonly #socket: Socket | TLSSocket;
  readonly #talk: Talk;
  readonly reader: ReplyReader;

  constructor(socket: Socket | TLSSocket, talk: Talk) {
    this.#socket = socket;
    this.#talk = talk;
    this.reader = new ReplyReader(socket, talk.limits);
  }

  read(stage: Stage, deadline: number, onFirstLine?: () => void): Promise<Reply> {
    return this.reader.read(stage, deadline, this.#talk.signal, onFirstLine);
  }

  command(words: string, stage: Stage): Promise<Reply> {
    this.#socket.write(`${words}\r\n`);
    return this.read(stage, this.#talk.limits.reply);
  }

  async quit(): Promise<void> {
    try {
      this.#socket.write('QUIT\r\n');
      await this.reader.read('quit', this.#talk.connectMs + GOODBYE, new AbortController().signal);
    } catch {
      // A server that goes without goodbye has told all we asked.
    } finally {
      this.#socket.on('error', () => undefined);
      this.#socket.end();
      this.#socket.destroySoon();
    }
  }
}

function note(talk: Talk, code: string, args: Finding['args'] = {}): void {
  talk.endpoint.findings.push({ code, args });
}

async function greet(talk: Talk, line: Line): Promise<void> {
  const { endpoint, limits, now } = talk;
  const started = now();
  const patience = endpoint.port === 25 ? limits.greeting25 : limits.greeting;
  let teased = false;
  const reply = await line.read('greeting', patience, () => {
    teased = true;
    note(talk, 'greeting-delayed');
  });
  endpoint.ms.banner = now() - started;
  endpoint.banner = visible(reply.lines.join(' '));
  if (teased && endpoint.ms.banner < talk.connectMs + GREETING_IN_ONE) {
    endpoint.findings = endpoint.findings.filter(({ code }) => code !== 'greeting-delayed');
  }
  const protocol = otherProtocol(`${reply.code} ${reply.lines[0] ?? ''}`);
  if (protocol) return refuse(talk, 'wrong-protocol', { protocol });
  if (reply.code === 421 || (reply.code >= 400 && reply.code < 500)) {
    return refuse(talk, 'rate-limited', { code: reply.code, text: endpoint.banner });
  }
  if (reply.code !== 220) return refuse(talk, 'greeting-refused', { code: reply.code, text: endpoint.banner });
  if (/\*{4,}/.test(reply.lines.join(' '))) note(talk, 'banner-masked');
}

/** A greeting of several lines that ends within this many ms of its first is simply long. */
const GREETING_IN_ONE = 1_000;

function refuse(talk: Talk, code: string, args: Finding['args']): never {
  note(talk, code, args);
  throw new Refused();
}

async function ehlo(talk: Talk, line: Line, stage: 'ehlo' | 'ehlo-tls'): Promise<void> {
  const { endpoint, now } = talk;
  const started = now();
  const reply = await line.command(`EHLO ${talk.ehloName}`, stage);
  const ms = now() - started;
  if (reply.code === 421) refuse(talk, 'rate-limited', { code: 421, text: visible(reply.lines.join(' ')) });
  if (reply.code !== 250) refuse(talk, 'ehlo-refused', { code: reply.code });
  const capabilities = capabilitiesOf(reply.lines);
  const size = sizeOf(capabilities);
  if (size !== null) endpoint.size = size;
  if (stage === 'ehlo-tls') {
    endpoint.ms.ehloTls = ms;
    endpoint.ehloTls = capabilities;
    endpoint.auth.tls = mechanismsOf(capabilities);
  } else {
    endpoint.ms.ehlo = ms;
    endpoint.ehlo = capabilities;
    endpoint.auth.plain = mechanismsOf(capabilities);
    endpoint.starttls = offers(capabilities, 'STARTTLS');
  }
  if (endpoint.port === 465) endpoint.ms.ehlo = ms;
}

/** @returns whether TLS may begin */
async function upgrade(talk: Talk, line: Line): Promise<boolean> {
  const { endpoint, now } = talk;
  if (!endpoint.starttls) {
    note(talk, endpoint.ehlo.some(isMaskedKeyword) ? 'starttls-masked' : 'starttls-missing');
    return false;
  }
  const started = now();
  const reply = await line.command('STARTTLS', 'starttls');
  endpoint.ms.starttls = now() - started;
  if (reply.code !== 220) {
    note(talk, 'starttls-refused', { code: reply.code });
    return false;
  }
  if (line.reader.surplus !== '') {
    note(talk, 'starttls-injection');
    throw new SessionEnd('aborted', 'starttls');
  }
  line.reader.detach();
  return true;
}

async function secure(talk: Talk, socket: Socket): Promise<TLSSocket> {
  const { endpoint, limits, now, signal } = talk;
  const started = now();
  const encrypted = await startTls(socket, endpoint.host, limits, signal, talk.tlsOptions);
  endpoint.ms.tls = now() - started;
  const { report, findings } = inspectTls(encrypted, endpoint.host, Date.now());
  endpoint.tls = report;
  endpoint.findings.push(...findings);
  return encrypted;
}

/** No AUTH on port 25 is as it should be: it is for mail between servers. */
function judgeSignIn(talk: Talk): void {
  const { endpoint } = talk;
  if (endpoint.port !== 25 && endpoint.ehloTls.length > 0 && endpoint.auth.tls.length === 0) note(talk, 'auth-missing');
  const clear = endpoint.auth.plain.some((mechanism) => ['PLAIN', 'LOGIN'].includes(mechanism));
  if (clear) note(talk, 'auth-without-tls');
}
