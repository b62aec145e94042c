import type { Bucket, Spent } from './journal.ts';

/** How full a bucket was at a time (milliseconds since 1970). */
export type Level = { tokens: number; at: number };

/**
 * Takes one token from a bucket last seen at `level` (null: never seen, so full). Gives what to store and what to answer.
 * A clock that runs backwards, or another process's that lags, adds nothing and takes nothing away.
 */
export function refill(bucket: Bucket, level: Level | null, now: number): { level: Level; spent: Spent } {
  const { capacity, refillPerSecond } = bucket;
  const at = Math.max(now, level?.at ?? now);
  const grown = level ? level.tokens + ((at - level.at) / 1000) * refillPerSecond : capacity;
  const tokens = Math.min(capacity, grown);
  if (tokens >= 1) return { level: { tokens: tokens - 1, at }, spent: { granted: true, left: Math.floor(tokens - 1) } };
  const wait = Math.ceil(((1 - tokens) / refillPerSecond) * 1000);
  return { level: { tokens, at }, spent: { granted: false, at: at + wait } };
}
