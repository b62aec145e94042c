import type { Duplex } from 'node:stream';
import type { ProbeLimits } from './limits.ts';
import { SessionEnd, type Stage } from './session-end.ts';

/** A reply of RFC 5321 section 4.2: one code, one or more lines without their code. */
export type Reply = { code: number; lines: string[] };

type Waiting = {
  stage: Stage;
  resolve(reply: Reply): void;
  reject(end: SessionEnd): void;
  onFirstLine: (() => void) | undefined;
};

const LINE = /^(\d{3})(?:([ -])(.*))?$/s;

/** Reads replies from a socket, one at a time, within the limits on lines, replies and the whole conversation. */
export class ReplyReader {
  readonly #socket: Duplex;
  readonly #limits: ProbeLimits;
  #buffer = '';
  #total = 0;
  #lines: { code: number; text: string }[] = [];
  #replyBytes = 0;
  #waiting: Waiting | null = null;
  #ended: 'ended-early' | 'reset-midway' | null = null;

  constructor(socket: Duplex, limits: ProbeLimits) {
    this.#socket = socket;
    this.#limits = limits;
    socket.on('data', this.#onData);
    socket.on('end', this.#onEnd);
    socket.on('close', this.#onEnd);
    socket.on('error', this.#onError);
  }

  /**
   * The next reply.
   *
   * @param deadline ms from now
   * @param onFirstLine called when a first line has come although the reply has not ended
   * @throws SessionEnd
   */
  async read(stage: Stage, deadline: number, signal: AbortSignal, onFirstLine?: () => void): Promise<Reply> {
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    this.#waiting = { stage, resolve, reject, onFirstLine };
    const timer = setTimeout(() => this.#fail(this.#silence()), deadline);
    const onAbort = () => this.#fail('aborted');
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    else this.#parse();
    if (this.#waiting !== null && this.#ended !== null) this.#fail(this.#ended);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** Bytes that came beyond the last reply. */
  get surplus(): string {
    return this.#buffer;
  }

  /** What came since the last whole reply. */
  get received(): string {
    return this.#lines.map(({ code, text }) => `${code}-${text}\n`).join('') + this.#buffer;
  }

  /** Lets go of the socket, for TLS to take over. */
  detach(): void {
    this.#socket.off('data', this.#onData);
    this.#socket.off('end', this.#onEnd);
    this.#socket.off('close', this.#onEnd);
    this.#socket.off('error', this.#onError);
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#total += chunk.length;
    this.#buffer += chunk.toString('latin1');
    if (this.#total > this.#limits.conversation) this.#fail('reply-too-long');
    else this.#parse();
  };

  readonly #onEnd = (): void => {
    this.#ended ??= 'ended-early';
    this.#fail(this.#ended);
  };

  readonly #onError = (error: NodeJS.ErrnoException): void => {
    this.#ended = error.code === 'ECONNRESET' || error.code === 'EPIPE' ? 'reset-midway' : 'ended-early';
    this.#fail(this.#ended);
  };

  #silence(): 'mute' | 'drip' | 'tarpit' {
    if (this.#lines.length > 0) return 'tarpit';
    return this.#buffer === '' ? 'mute' : 'drip';
  }

  #fail(kind: SessionEnd['kind']): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    this.#waiting = null;
    waiting.reject(new SessionEnd(kind, waiting.stage, this.received));
  }

  #parse(): void {
    while (this.#waiting !== null) {
      const end = this.#buffer.indexOf('\n');
      if (end < 0) {
        if (this.#buffer.length > this.#limits.line) this.#fail('reply-too-long');
        return;
      }
      const line = this.#buffer.slice(0, end).replace(/\r$/, '');
      if (end > this.#limits.line) return this.#fail('reply-too-long');
      if (!this.#take(line)) return;
      this.#buffer = this.#buffer.slice(end + 1);
      this.#finish(line);
    }
  }

  /** @returns false when the line is no part of a reply; it stays in the buffer, to tell what it is */
  #take(line: string): boolean {
    const parts = LINE.exec(line);
    const code = Number(parts?.[1]);
    const first = this.#lines[0];
    if (!parts || (first !== undefined && first.code !== code)) {
      this.#fail('reply-malformed');
      return false;
    }
    this.#lines.push({ code, text: Buffer.from(parts[3] ?? '', 'latin1').toString('utf8') });
    this.#replyBytes += line.length;
    if (this.#replyBytes > this.#limits.replyBytes || this.#lines.length > this.#limits.replyLines) {
      this.#fail('reply-too-long');
      return false;
    }
    return true;
  }

  #finish(line: string): void {
    const waiting = this.#waiting;
    const first = this.#lines[0];
    if (!waiting || !first) return;
    if (line[3] === '-') {
      if (this.#lines.length === 1) waiting.onFirstLine?.();
      return;
    }
    const reply = { code: first.code, lines: this.#lines.map(({ text }) => text) };
    this.#lines = [];
    this.#replyBytes = 0;
    this.#waiting = null;
    waiting.resolve(reply);
  }
}
