/** Waits this long for another connection's transaction: each lasts a few milliseconds, a backup's steps too. */
export const BUSY_TIMEOUT_MS = 5_000;
