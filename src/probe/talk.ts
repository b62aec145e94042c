import type { SecureContext } from 'node:tls';
import type { EndpointReport, Finding, PhaseMs } from '../diagnosis/probe-report.ts';
import type { FindingCode } from './finding-codes.ts';
import { finding } from './finding.ts';
import type { Reply } from './reply-reader.ts';
import type { AddressScene, Scene } from './scene.ts';
import { visible } from './visible.ts';
import type { Answer, Wire } from './wire.ts';

export type Stage = 'greeting' | 'ehlo' | 'starttls' | 'tls' | 'ehlo-tls';

function afterOthers(work: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        resolve(work());
      } catch (error) {
        reject(error);
      }
    });
  });
}

/** One conversation with one server, and what is learnt from it. */
export class Talk {
  readonly wire: Wire;
  readonly report: EndpointReport;
  readonly scene: Scene;
  readonly address: AddressScene;
  readonly context: SecureContext;
  /** The name that EHLO gives. */
  readonly name: string;
  encrypted = false;
  private phaseStart = performance.now();

  constructor(parts: Pick<Talk, 'wire' | 'report' | 'scene' | 'address' | 'context' | 'name'>) {
    this.wire = parts.wire;
    this.report = parts.report;
    this.scene = parts.scene;
    this.address = parts.address;
    this.context = parts.context;
    this.name = parts.name;
  }

  note(code: FindingCode, args: Finding['args'] = {}): void {
    this.report.findings.push(finding(code, args));
  }

  /** Ends a phase, which began where the one before ended. Gives its milliseconds. */
  phase(name: keyof PhaseMs): number {
    const now = performance.now();
    const ms = Math.round((now - this.phaseStart) * 10) / 10;
    this.report.ms[name] = ms;
    this.phaseStart = now;
    return ms;
  }

  /** The limit, or what is left of the whole probe. */
  within(limit: number): number {
    return Math.max(1, Math.min(limit, this.scene.remaining()));
  }

  /**
   * Sends a command when nothing is due from the server, and waits for its reply.
   *
   * @param meanwhile work for that time; it begins once the other ports, which are often at the same step, have had their turn
   */
  async ask(command: string, meanwhile?: () => void): Promise<Answer> {
    if (this.wire.reader.discard()) this.note('reply-too-early');
    this.wire.send(command);
    const [answer] = await Promise.all([
      this.wire.receive(this.within(this.scene.limits.reply)),
      meanwhile === undefined ? null : afterOthers(meanwhile),
    ]);
    return answer;
  }

  /** Notes why a reply did not come. */
  noteTrouble(kind: Exclude<Answer['kind'], 'reply'>, stage: Stage): void {
    const { lines, bytes, odd } = this.wire.reader.unfinished();
    if (odd !== null) this.note('reply-odd-characters', { stage, kind: odd });
    if (kind === 'too-long') return this.note('reply-too-long', { stage });
    if (kind === 'certificate-demanded') return this.note('client-certificate-demanded', { stage });
    if (kind === 'ended') return this.note('ended-early', { stage });
    if (kind === 'reset' && stage === 'greeting' && !this.encrypted && lines.length === 0 && bytes === 0) {
      // Nothing ever came: the port resets connections, and whether before or after the handshake is chance.
      this.report.state = 'reset';
      return;
    }
    if (kind === 'reset') return this.note('reset-midway', { stage });
    this.note(lines.length > 0 ? 'tarpit' : bytes > 0 ? 'drip' : 'mute', { stage });
  }

  /** Notes what is wrong with the form of a reply that came, whatever it says. */
  noteForm(reply: Reply, stage: Stage): void {
    if (reply.malformed) this.note('reply-malformed');
    if (reply.odd !== undefined) this.note('reply-odd-characters', { stage, kind: reply.odd });
  }

  noteRefusal(code: FindingCode, reply: Reply): void {
    this.note(code, { code: reply.code, text: visible(reply.lines.join(' ')) });
  }
}
