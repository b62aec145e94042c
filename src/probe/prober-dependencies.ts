import type { ProbeLimits } from './limits.ts';
import type { ProviderDirectory } from './provider-directory.ts';
import type { ProbeResolver } from './resolver.ts';
import type { Dial } from './system-dial.ts';

/** Whom the operator leaves out, because they asked for it. */
export type Denied = { name(name: string): boolean; address(ip: string): boolean };

/** Why addresses are not dialled now, and when they may be. */
export type NotNow = { code: 'target-limited'; seconds: number } | { code: 'network-limited'; minutes: number };

export type ProberDependencies = {
  resolver: ProbeResolver;
  dial: Dial;
  /** CIDRs that may be probed although they are not public. */
  allowNetworks: string[];
  /** Asked anew for each run, so that its answers may change. */
  denied?: Denied;
  /** Asked once for each run before it dials; null: it may. Without it there is no limit. */
  admit?: (addresses: string[]) => Promise<NotNow | null>;
  /** Hosts that the operator knows to answer; empty: calibration is off. */
  calibration: { host: string; port: number }[];
  providers: ProviderDirectory;
  /** The name given in EHLO; where it is no full name the connection's own address is given. */
  ehloName: string;
  /** Milliseconds that only go forward, of any origin: the age of results is told by it. */
  now(): number;
  /** Trusted authorities in PEM; without them Node's own (NODE_EXTRA_CA_CERTS included). */
  ca?: string[];
  /** Other deadlines than the usual ones, for tests. */
  limits?: Partial<ProbeLimits>;
};
