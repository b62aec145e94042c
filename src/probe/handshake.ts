import { isIP, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { MAX_TICKETS, MAX_TLS_BYTES } from './limits.ts';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';

/** `failed`: TLS said no, for `reason`. `plain`: what came is no TLS. The others are the transport's. */
export type Handshake =
  | { kind: 'secured'; socket: TLSSocket; ticketCame: () => boolean }
  | { kind: 'failed'; reason: string }
  | { kind: 'plain' | 'stalled' | 'ended' | 'reset' };

const NOT_TLS = ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'ERR_SSL_HTTP_REQUEST'];
const TLS_ERROR = 'ERR_SSL_';
/** Between two looks at how much came. */
const WATCH_MS = 50;

/** Code of the error with which a connection is given up that sends without measure inside TLS. */
export const TOO_MUCH = 'EMSGSIZE';

export function tooMuch(): Error {
  return Object.assign(new Error('more came than is read of any server'), { code: TOO_MUCH });
}

function outcomeOf(error: Error): Handshake {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
  if (NOT_TLS.includes(code)) return { kind: 'plain' };
  // An end without TLS has the code of a reset as well, but no system call behind it.
  if (code === 'ECONNRESET' || code === 'EPIPE') return { kind: 'syscall' in error ? 'reset' : 'ended' };
  return {
    kind: 'failed',
    reason: code
      .replace(TLS_ERROR, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/gu, '-'),
  };
}

/**
 * Begins TLS over a connection. No certificate is turned down here: it is judged afterwards.
 *
 * @param host sent as SNI unless it is an address (RFC 6066 section 3)
 * @param limit ms that the handshake may take
 */
export function handshake(
  socket: Duplex,
  options: { host: string; context: SecureContext; limit: number },
): Promise<Handshake> {
  const { host, context, limit } = options;
  return new Promise((resolve) => {
    const tls = connect({
      socket,
      secureContext: context,
      rejectUnauthorized: false,
      // The chain and the name are two findings, so the name is checked on its own.
      checkServerIdentity: () => undefined,
      ...(isIP(host) === 0 ? { servername: host } : {}),
    });
    let tickets = 0;
    let settled = false;
    const settle = (outcome: Handshake): void => {
      clearTimeout(timeout);
      if (settled) return;
      settled = true;
      if (outcome.kind !== 'secured') tls.destroy();
      resolve(outcome);
    };
    const giveUp = (): void => void tls.destroy(tooMuch());
    // What TLS takes for itself (key updates, requests to renegotiate) is no event, nor are its bytes.
    const watch = setInterval(() => {
      if (socket instanceof Socket && socket.bytesRead > MAX_TLS_BYTES) giveUp();
    }, WATCH_MS).unref();
    const timeout = setTimeout(() => settle({ kind: 'stalled' }), limit);
    tls.on('session', () => {
      tickets += 1;
      if (tickets > MAX_TICKETS) giveUp();
    });
    tls.once('secureConnect', () => settle({ kind: 'secured', socket: tls, ticketCame: () => tickets > 0 }));
    tls.on('error', (error) => settle(outcomeOf(error)));
    tls.once('close', () => {
      clearInterval(watch);
      settle({ kind: 'ended' });
    });
  });
}
