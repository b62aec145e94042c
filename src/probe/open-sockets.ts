import type { Socket } from 'node:net';

/** The sockets of one run, so that none outlives an abort. */
export class OpenSockets {
  private readonly sockets = new Set<Socket>();

  add(socket: Socket): Socket {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    return socket;
  }

  /** Gives up those that are not connected yet. */
  destroyConnecting(): void {
    for (const socket of this.sockets) if (socket.connecting) socket.destroy();
  }

  destroyAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }
}
