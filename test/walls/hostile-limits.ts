import type { ProbeLimits } from '../../src/probe/limits.ts';

/** Deadlines that pass within a test. The handshake's is longer: 100 certificates take their time on a busy machine. */
export const LIMITS = {
  greeting: 600,
  reply: 600,
  tls: 1500,
  farewell: 50,
  total: 4000,
  slowReply: 10_000,
} satisfies Partial<ProbeLimits>;
