import type { Socket } from 'node:net';

/** The sockets of one run, so that none outlives an abort. */
export class OpenSockets {
  private readonly sockets = new Set<Socket>();
  private readonly late = new Set<Socket>();

  add(socket: Socket): Socket {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    return socket;
  }

  /** The report will not wait for this one: it connected after its port had been judged silent. */
  addLate(socket: Socket): void {
    this.late.add(socket);
  }

  /** Gives up what the report did not wait for. */
  destroyUnawaited(): void {
    for (const socket of this.sockets) if (socket.connecting) socket.destroy();
    for (const socket of this.late) socket.destroySoon();
  }

  destroyAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }
}
