import type { ProbeLimits } from './limits.ts';
import type { ProviderDirectory } from './provider-directory.ts';
import type { ProbeResolver } from './resolver.ts';
import type { Dial } from './system-dial.ts';

export type ProberDependencies = {
  resolver: ProbeResolver;
  dial: Dial;
  /** CIDRs that may be probed although they are not public. */
  allowNetworks: string[];
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
