import { connect, type Socket } from 'node:net';
import type { PortState } from '../diagnosis/probe-report.ts';

/** Opens a connection to an address that the guard let pass; never to a name. Emits `connect` or `error`. */
export type Dial = (address: string, port: number) => Socket;

/** A real connection; Nagle's algorithm would hold back EHLO until the last segment is acknowledged. */
export const systemDial: Dial = (address, port) => connect({ host: address, port, noDelay: true });

/** What an error of connect(2) tells of the port. */
export function stateOfError(code: string | undefined): PortState {
  switch (code) {
    case 'ECONNREFUSED':
      return 'refused';
    case 'ECONNRESET':
      return 'reset';
    case 'ETIMEDOUT':
      return 'timeout';
    default:
      return 'unreachable';
  }
}
