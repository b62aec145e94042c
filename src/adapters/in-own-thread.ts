import { parentPort } from 'node:worker_threads';
import type { LogFields, LogName } from '../observe/log.ts';
import { AdapterError } from './adapter-error.ts';
import { problemOf, type FromThread, type Level, type ToThread } from './own-thread.ts';

/** The thread's side of `createOwnThread`. */
export type Here<From> = { tell(own: From): void; log: Record<Level, (fields: LogFields, name: LogName) => void> };

export function hereInThread<From>(): Here<From> {
  const post = (message: FromThread<From>) => parentPort?.postMessage(message);
  const logAs =
    (level: Level) =>
    ({ error, ...fields }: LogFields, name: LogName): void => {
      const problem = error instanceof AdapterError ? problemOf(error) : null;
      try {
        post({ type: 'log', level, fields: problem || !error ? fields : { ...fields, error }, problem, name });
      } catch {
        // Errors of the SDK may hold what cannot go to another thread.
        post({ type: 'log', level, fields, problem, name });
      }
    };
  return {
    tell: (own) => post({ type: 'own', own }),
    log: { info: logAs('info'), warn: logAs('warn'), error: logAs('error') },
  };
}

/** Does what the thread is told. `start` rejects with AdapterError. */
export function serveThread<To>(line: {
  start: () => Promise<void>;
  stop: () => Promise<void>;
  hear: (own: To) => void;
}): void {
  const post = (message: FromThread<never>) => parentPort?.postMessage(message);
  async function receive(message: ToThread<To>): Promise<void> {
    switch (message.type) {
      case 'start':
        return post({ type: 'started', problem: await line.start().then(() => null, problemOf) });
      case 'stop':
        await line.stop();
        return post({ type: 'stopped' });
      case 'own':
        return line.hear(message.own);
    }
  }
  parentPort?.on('message', (message: ToThread<To>) => void receive(message));
}
