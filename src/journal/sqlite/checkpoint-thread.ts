import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { Wish } from './checkpoints.ts';

/** Makes a checkpoint whenever it is told to, and says when it ended; see `createCheckpoints`. */
const connection = new DatabaseSync(String(workerData));
// PASSIVE waits for nobody, and nobody for it: what readers and writers still need stays for the next time.
const checkpoint = connection.prepare('PRAGMA wal_checkpoint(PASSIVE)');

parentPort?.on('message', (wish: Wish) => {
  if (wish === 'close') {
    connection.close();
    parentPort?.close();
    return;
  }
  try {
    checkpoint.get();
  } catch {
    // A full disk, for example: everything is in the log, and the next checkpoint carries it over.
  }
  parentPort?.postMessage('done');
});
