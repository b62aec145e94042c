import { createPrivateKey, type DiffieHellman, randomBytes, sign, X509Certificate } from 'node:crypto';
import type { Identity } from './hostile-authority.ts';
import type { HostileSession } from './hostile-session.ts';

/**
 * The server's first flight of TLS 1.2 (RFC 5246 section 7.4) with a Diffie-Hellman group that is too small, by hand: OpenSSL
 * refuses to use one.
 */

const RECORD_HEADER = 5;
/** Handshake type and length, then the version. */
const RANDOM_AT = RECORD_HEADER + 6;
const RANDOM_BYTES = 32;
const SERVER_HELLO = 2;
const CERTIFICATE = 11;
const SERVER_KEY_EXCHANGE = 12;
const SERVER_HELLO_DONE = 14;
const VERSION = Buffer.from('0303', 'hex');
/** TLS_DHE_RSA_WITH_AES_128_GCM_SHA256 (RFC 5288), no compression, an empty renegotiation_info (RFC 5746). */
const CHOICE = Buffer.from('00009e000005ff01000100', 'hex');
const RSA_SHA256 = Buffer.from('0401', 'hex');

function sized(bytes: number, content: Buffer): Buffer {
  const length = Buffer.alloc(bytes);
  length.writeUIntBE(content.length, 0, bytes);
  return Buffer.concat([length, content]);
}

function record(type: number, body: Buffer): Buffer {
  const message = Buffer.concat([Buffer.from([type]), sized(3, body)]);
  return Buffer.concat([Buffer.from('160303', 'hex'), sized(2, message)]);
}

export type Group = Pick<DiffieHellman, 'getPrime' | 'getGenerator' | 'generateKeys'>;

/** Answers a ClientHello with a group that is far too small. */
export function answerWithWeakGroup(
  session: HostileSession,
  clientHello: Buffer,
  group: Group,
  identity: Identity,
): void {
  const serverRandom = randomBytes(RANDOM_BYTES);
  const parts = [group.getPrime(), group.getGenerator(), group.generateKeys()];
  const parameters = Buffer.concat(parts.map((part) => sized(2, part)));
  const clientRandom = clientHello.subarray(RANDOM_AT, RANDOM_AT + RANDOM_BYTES);
  const signed = Buffer.concat([clientRandom, serverRandom, parameters]);
  const signature = sign('sha256', signed, createPrivateKey(identity.key));
  session.say(
    Buffer.concat([
      record(SERVER_HELLO, Buffer.concat([VERSION, serverRandom, CHOICE])),
      record(CERTIFICATE, sized(3, sized(3, new X509Certificate(identity.cert).raw))),
      record(SERVER_KEY_EXCHANGE, Buffer.concat([parameters, RSA_SHA256, sized(2, signature)])),
      record(SERVER_HELLO_DONE, Buffer.alloc(0)),
    ]),
  );
}
