/**
 * Brings commits to the disk. In WAL mode a commit is durable once SQLite's log (`journal.db-wal`) is synced
 * (https://www.sqlite.org/pragma.html#pragma_synchronous: that sync is all that FULL adds to NORMAL). SQLite would do it on the
 * thread that commits, 1 to 20 ms at a time, in which no acknowledgement goes out. Here the system does it beside, and one
 * sync serves all that was committed before it began.
 */
export type LogSync = {
  /** Resolves when all that was committed before the call is on disk; rejects as the sync does. */
  flush(): Promise<void>;
  /** Resolves when all that `flush` was called for is on disk; what failed is tried again. */
  settled(): Promise<void>;
};

export type LogSyncParts = {
  /** Syncs the log's file. */
  sync: () => Promise<void>;
  /** Brings everything into the database file, by other writes than those that failed; throws when it cannot. */
  rewrite: () => void;
};

export function createLogSync({ sync, rewrite }: LogSyncParts): LogSync {
  let newest: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | null = null;
  let failed = false;

  async function bring(): Promise<void> {
    try {
      // After a sync that failed the system forgets what it could not write, and the next one says that all is well.
      await (failed ? rewrite() : sync());
      failed = false;
    } catch (error) {
      failed = true;
      throw error;
    }
  }

  function flush(): Promise<void> {
    if (waiting) return waiting;
    const before = newest.catch(() => undefined);
    waiting = before.then(() => {
      waiting = null;
      return bring();
    });
    newest = waiting;
    return newest;
  }

  return { flush, settled: () => (failed ? flush() : newest) };
}
