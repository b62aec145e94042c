import type { Socket } from 'node:net';

const FULL_NAME = /^(?!localhost\b)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*$/iu;

/** What EHLO gives: a full name, or else the connection's own address as RFC 5321 section 4.1.3 has it. */
export function ehloName(name: string, socket: Socket): string {
  if (FULL_NAME.test(name)) return name;
  const address = socket.localAddress ?? '0.0.0.0';
  return address.includes(':') ? `[IPv6:${address}]` : `[${address}]`;
}
