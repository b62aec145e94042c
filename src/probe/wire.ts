import type { Duplex } from 'node:stream';
import { ReplyReader, type Reply } from './reply-reader.ts';

/** What waiting for a reply comes to. `silence`: the deadline passed. `too-long`: more came than is read of any server. */
export type Answer = { kind: 'reply'; reply: Reply } | { kind: 'silence' | 'ended' | 'reset' | 'too-long' };

/** Between our FIN and giving the socket up. */
const CLOSE_MS = 500;

/** One SMTP connection, plain or in TLS: commands out, whole replies in. */
export class Wire {
  readonly reader = new ReplyReader();
  private socket: Duplex;
  private closed: 'ended' | 'reset' | null = null;
  private notify: (() => void) | null = null;

  constructor(socket: Duplex) {
    this.socket = socket;
    this.attach(socket);
  }

  send(command: string): void {
    if (this.socket.writable) this.socket.write(`${command}\r\n`);
  }

  /** The next reply, waited for at most `limit` ms. */
  async receive(limit: number): Promise<Answer> {
    const timer = { expired: false };
    const timeout = setTimeout(() => {
      timer.expired = true;
      this.notify?.();
    }, limit);
    try {
      for (;;) {
        const reply = this.reader.take();
        if (reply !== null) return { kind: 'reply', reply };
        if (this.reader.overflow) return { kind: 'too-long' };
        if (this.closed !== null) return { kind: this.closed };
        if (timer.expired) return { kind: 'silence' };
        await new Promise<void>((resolve) => {
          this.notify = resolve;
        });
      }
    } finally {
      clearTimeout(timeout);
      this.notify = null;
    }
  }

  /** Hands the socket out for a TLS handshake; what comes now is no longer read here. */
  release(): Duplex {
    this.socket.off('data', this.onData).off('end', this.onEnd).off('close', this.onEnd);
    return this.socket;
  }

  /** Goes on over another stream, after TLS has begun. */
  attach(socket: Duplex): void {
    this.socket = socket;
    this.closed = null;
    socket.on('data', this.onData).on('end', this.onEnd).on('close', this.onEnd).on('error', this.onError);
  }

  /** Says QUIT, waits for the answer at most `limit` ms, and closes with a FIN. Returns at once. */
  leave(limit: number): void {
    const { socket } = this;
    if (socket.destroyed) return;
    const destroy = (): void => void socket.destroy();
    const close = (): void => {
      clearTimeout(patience);
      this.notify = null;
      if (socket.writable) socket.end();
      const last = setTimeout(destroy, CLOSE_MS);
      socket.once('close', () => clearTimeout(last));
    };
    const patience = setTimeout(close, limit);
    if (this.closed !== null || this.reader.overflow) {
      socket.end('QUIT\r\n', destroy);
      return clearTimeout(patience);
    }
    this.reader.discard();
    this.notify = close;
    this.send('QUIT');
  }

  private readonly onData = (chunk: Buffer): void => {
    this.reader.push(chunk);
    if (this.reader.overflow) this.socket.pause();
    this.notify?.();
  };

  private readonly onEnd = (): void => {
    this.closed ??= 'ended';
    this.notify?.();
  };

  private readonly onError = (error: Error): void => {
    this.closed ??= 'code' in error && error.code === 'ECONNRESET' ? 'reset' : 'ended';
    this.notify?.();
  };
}
