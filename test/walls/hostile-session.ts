import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Beyond this a server that sends for ever stops, should nobody stop it. */
const MOST_SENT = 32 * 1024 * 1024;
const CHUNK = 64 * 1024;

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

/** The server's side of one connection, to misbehave over. Everything it does stops once the connection has closed. */
export class HostileSession {
  readonly raw: Socket;
  private readonly stream: Duplex;
  private heard = '';
  private notify: (() => void) | null = null;

  constructor(raw: Socket, stream: Duplex = raw) {
    this.raw = raw;
    this.stream = stream;
    stream.on('data', (chunk: Buffer) => {
      this.heard = (this.heard + chunk.toString('latin1')).slice(-CHUNK);
      this.notify?.();
    });
    stream.on('error', () => raw.destroy()).on('close', () => this.notify?.());
  }

  get over(): boolean {
    return this.stream.destroyed || this.raw.destroyed;
  }

  say(words: string | Buffer): void {
    if (this.stream.writable) this.stream.write(words);
  }

  /** Waits for a line from the prober; empty when the connection closes instead. */
  async hear(): Promise<string> {
    for (;;) {
      const end = this.heard.indexOf('\n');
      if (end >= 0) {
        const line = this.heard.slice(0, end).trim();
        this.heard = this.heard.slice(end + 1);
        return line;
      }
      if (this.over) return '';
      await new Promise<void>((resolve) => {
        this.notify = resolve;
      });
    }
  }

  /** Sends the words again and again, as fast as they are taken; at most `most` bytes. */
  async flood(words: string, most = MOST_SENT): Promise<void> {
    const chunk = words.repeat(Math.ceil(CHUNK / words.length));
    for (let sent = 0; sent < most && !this.over; sent += chunk.length) {
      if (!this.stream.write(chunk)) {
        await new Promise<void>((resolve) => {
          this.stream.once('drain', resolve).once('close', resolve);
        });
      }
    }
  }

  /** Sends the words a part after the other, for ever. */
  async drip(parts: string[], every: number): Promise<void> {
    for (let index = 0; !this.over; index += 1) {
      this.say(parts[index % parts.length] ?? '');
      await pause(every);
    }
  }

  async wait(ms: number): Promise<void> {
    await pause(ms);
  }

  fin(): void {
    this.stream.end();
  }

  rst(): void {
    this.raw.resetAndDestroy();
  }

  /** Hands the bytes on, for TLS. */
  release(): Socket {
    this.raw.removeAllListeners('data');
    return this.raw;
  }
}
