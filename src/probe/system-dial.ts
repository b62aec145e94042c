import { connect, type Socket } from 'node:net';

/** Starts a TCP connection to an address in literal form; the socket is still connecting when it is returned. */
export type Dial = (ip: string, port: number) => Socket;

/** Nagle's algorithm would hold a command back behind the end of the TLS handshake. */
export const systemDial: Dial = (ip, port) => connect({ host: ip, port, noDelay: true });
