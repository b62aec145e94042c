import type { Duplex } from 'node:stream';
import { TOO_MUCH } from './handshake.ts';
import { ReplyReader, type Reply } from './reply-reader.ts';

/** How a connection ended without us. `certificate-demanded`: because we showed none. */
type Ending = 'ended' | 'reset' | 'too-long' | 'certificate-demanded';

/** What waiting for a reply comes to. `silence`: the deadline passed. `too-long`: more came than is read of any server. */
export type Answer = { kind: 'reply'; reply: Reply } | { kind: 'silence' | Ending };

const ENDINGS: Record<string, Ending> = {
  ECONNRESET: 'reset',
  [TOO_MUCH]: 'too-long',
  // The alert of TLS 1.3; older versions have none of their own for it.
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'certificate-demanded',
};

/** Between our FIN and giving the socket up. */
const CLOSE_MS = 500;

/** One SMTP connection, plain or in TLS: commands out, whole replies in. */
export class Wire {
  readonly reader = new ReplyReader();
  private socket: Duplex;
  private closed: Ending | null = null;
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
    const destroyLater = (): void => {
      const last = setTimeout(destroy, CLOSE_MS);
      socket.once('close', () => clearTimeout(last));
    };
    const close = (): void => {
      clearTimeout(patience);
      this.notify = null;
      if (socket.writable) socket.end();
      destroyLater();
    };
    const patience = setTimeout(close, limit);
    if (this.closed !== null || this.reader.overflow) {
      // A TLS connection that broke never tells that this was written.
      socket.end('QUIT\r\n', destroy);
      destroyLater();
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
    this.closed ??= ('code' in error && typeof error.code === 'string' && ENDINGS[error.code]) || 'ended';
    this.notify?.();
  };
}
