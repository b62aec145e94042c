import type { Socket } from 'node:net';
import { isIP } from 'node:net';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import type { ProbeLimits } from './limits.ts';
import { SessionEnd } from './session-end.ts';

/** The handshake failed: OpenSSL's or the system's code says how. */
export class HandshakeError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`TLS handshake failed: ${code}`);
    this.name = 'HandshakeError';
    this.code = code;
  }
}

/** Old versions and weak keys, for the single second try that tells "too old" from "broken". */
export const OLD_TLS = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const satisfies ConnectionOptions;

/** OpenSSL's reasons that an old server gives a modern client. */
const TOO_OLD = [
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  'ERR_SSL_DH_KEY_TOO_SMALL',
  'ERR_SSL_EE_KEY_TOO_SMALL',
  'ERR_SSL_CA_KEY_TOO_SMALL',
  'ERR_SSL_CA_MD_TOO_WEAK',
  'ERR_SSL_WRONG_SIGNATURE_TYPE',
  'ERR_SSL_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED',
  'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
  'ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY',
];

/** Whether a second try with old TLS may tell more. */
export function mayBeTooOld(error: HandshakeError): boolean {
  return TOO_OLD.includes(error.code);
}

/** What came was no TLS: plain text, or another protocol. */
export function isNotTls(error: HandshakeError): boolean {
  return ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'ERR_SSL_HTTP_REQUEST'].includes(
    error.code,
  );
}

/**
 * Takes a connection over into TLS. The certificate is judged afterwards, so an invalid one does not end the handshake.
 *
 * @param host sent as SNI (RFC 6066) unless it is an address
 * @throws HandshakeError, SessionEnd (`tls-stalled`, `ended-early`, `reset-midway`, `aborted`)
 */
export async function startTls(
  socket: Socket,
  host: string,
  limits: ProbeLimits,
  signal: AbortSignal,
  options: ConnectionOptions = {},
): Promise<TLSSocket> {
  const { promise, resolve, reject } = Promise.withResolvers<TLSSocket>();
  const secure = connect({
    socket,
    rejectUnauthorized: false,
    ...(isIP(host) === 0 && { servername: host }),
    ...options,
  });
  const timer = setTimeout(() => reject(new SessionEnd('tls-stalled', 'tls')), limits.tls);
  const onAbort = () => reject(new SessionEnd('aborted', 'tls'));
  const onError = (error: NodeJS.ErrnoException) => reject(endOf(error));
  const onClose = () => reject(new SessionEnd('ended-early', 'tls'));
  secure.once('secureConnect', () => resolve(secure));
  secure.on('error', onError);
  secure.once('close', onClose);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await promise;
  } catch (error) {
    secure.on('error', () => undefined);
    secure.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
    secure.off('error', onError);
    secure.off('close', onClose);
    signal.removeEventListener('abort', onAbort);
  }
}

function endOf(error: NodeJS.ErrnoException): Error {
  if (error.code === 'ECONNRESET') {
    // Node calls a FIN in mid-handshake ECONNRESET, too; only a real reset names the system call.
    return new SessionEnd(error.syscall === undefined ? 'ended-early' : 'reset-midway', 'tls');
  }
  return new HandshakeError(error.code ?? 'UNKNOWN');
}

/**
 * Waits for the session tickets that a TLS 1.3 server sends after the handshake. Until their segment is acknowledged,
 * Nagle's algorithm at the server holds back its next reply, and our kernel delays the acknowledgement by 40 ms; our next
 * command carries it instead. Without tickets the wait ends after 1.5 round trips.
 *
 * Writing from the `session` callback itself is lost in Node, hence setImmediate.
 *
 * @param connectMs how long the connection took, as a measure of the round trip
 */
export async function ticketsCame(socket: TLSSocket, connectMs: number): Promise<void> {
  if (socket.getProtocol() !== 'TLSv1.3') return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, 1.5 * connectMs + 10);
  const onSession = () => setImmediate(resolve);
  socket.once('session', onSession);
  socket.once('close', resolve);
  await promise;
  clearTimeout(timer);
  socket.off('session', onSession);
  socket.off('close', resolve);
}
