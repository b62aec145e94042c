import { Duplex } from 'node:stream';
import { tooMuch } from './handshake.ts';
import { MAX_TLS_BYTES } from './limits.ts';

/** Enough to recognise another protocol by. */
const KEPT_BYTES = 256;

/** A stream over a socket that keeps the first bytes that come, for the case that they turn out not to be TLS. */
export function peekingStream(socket: Duplex): { stream: Duplex; firstBytes: () => string } {
  let kept: Buffer = Buffer.alloc(0);
  let received = 0;
  const stream = new Duplex({
    read: () => void socket.resume(),
    write: (chunk, _encoding, done) => void socket.write(chunk, done),
    final: (done) => void socket.end(done),
    destroy: (error, done) => {
      socket.destroy();
      done(error);
    },
  });
  socket.on('data', (chunk: Buffer) => {
    if (kept.length < KEPT_BYTES) kept = Buffer.concat([kept, chunk]).subarray(0, KEPT_BYTES);
    received += chunk.length;
    if (received > MAX_TLS_BYTES) stream.destroy(tooMuch());
    else if (!stream.push(chunk)) socket.pause();
  });
  socket.once('end', () => stream.push(null));
  socket.once('close', () => stream.destroy());
  return { stream, firstBytes: () => kept.toString('utf8') };
}
