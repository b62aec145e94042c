import type { TLSSocket } from 'node:tls';

/**
 * Waits for the server's session tickets (TLS 1.3 only), at most `limit` ms. They come right after the handshake; a server with
 * Nagle's algorithm holds its next reply until they are acknowledged, which our kernel does only after 40 ms, unless a
 * command of ours carries the acknowledgement.
 */
export async function sessionTicket(socket: TLSSocket, ticketCame: () => boolean, limit: number): Promise<void> {
  if (!ticketCame()) {
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timeout);
        socket.off('session', done).off('close', done);
        resolve();
      };
      const timeout = setTimeout(done, limit);
      socket.once('session', done).once('close', done);
    });
  }
  // What is written within the event itself, or its microtasks, is lost by Node.
  await new Promise((resolve) => setImmediate(resolve));
}
