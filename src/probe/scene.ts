import { constants } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { EndpointReport } from '../diagnosis/probe-report.ts';
import type { ProbeLimits } from './limits.ts';
import type { OpenSockets } from './open-sockets.ts';
import type { SilenceRule } from './silence-rule.ts';
import type { Dial } from './system-dial.ts';

/** What all connections of one run share. */
export type Scene = {
  dial: Dial;
  limits: ProbeLimits;
  sockets: OpenSockets;
  tls: TlsContexts;
  ehloName: string;
  /** Milliseconds left of the whole probe; none once it was given up. */
  remaining(): number;
};

/** What the connections to one address learn from each other. */
export type AddressScene = {
  rule: SilenceRule;
  /** On 465 the greeting came right behind the handshake, so the server does not hold replies behind session tickets. */
  promptInTls: boolean;
};

/** `old` takes TLS 1.0 and weak keys, to tell "outdated" from "broken". Made when first needed: this takes milliseconds. */
export type TlsContexts = { modern(): SecureContext; old(): SecureContext };

/**
 * Without the post-quantum group that Node offers first: its share makes the ClientHello longer than a packet, at which some
 * old servers and middleboxes stumble, and costs time. No secret is ever sent.
 */
const GROUPS = 'X25519:P-256:P-384:P-521';

/** A server that asks for one renegotiation after the other would keep us busy (CVE-2011-1473 the other way round). */
const NO_RENEGOTIATION = constants.SSL_OP_NO_RENEGOTIATION;

export function createTlsContexts(ca: string[] | undefined): TlsContexts {
  const common = { ecdhCurve: GROUPS, secureOptions: NO_RENEGOTIATION, ...(ca === undefined ? {} : { ca }) };
  let modern: SecureContext | undefined;
  return {
    modern: () => (modern ??= createSecureContext({ ...common, minVersion: 'TLSv1.2' })),
    old: () => createSecureContext({ ...common, minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }),
  };
}

export type Place = Pick<EndpointReport, 'host' | 'ip' | 'family' | 'port'>;
