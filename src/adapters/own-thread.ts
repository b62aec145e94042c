import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { LogFields, LogName } from '../observe/log.ts';
import { AdapterError } from './adapter-error.ts';

/** What every thread of a platform is told, and tells, beside its own messages. */
export type ToThread<Own> = { type: 'start' } | { type: 'stop' } | { type: 'own'; own: Own };
export type FromThread<Own> =
  | { type: 'started'; problem: Problem | null }
  | { type: 'stopped' }
  | { type: 'log'; level: Level; fields: LogFields; problem: Problem | null; name: LogName }
  | { type: 'own'; own: Own };

export type Level = 'info' | 'warn' | 'error';

/** An AdapterError on its way between threads, where errors of our own lose what they are. */
export type Problem = { words: string; permanent: boolean };

/** A thread that holds the line to a platform; when it ends by itself, it is started again. */
export type OwnThread<To> = {
  /** Resolves once connected; rejects with AdapterError. */
  start(): Promise<void>;
  tell(own: To): void;
  /** Resolves when all that it had to tell is told. */
  stop(): Promise<void>;
};

export type OwnThreadParts<From> = {
  program: URL;
  /** Its `workerData`. */
  given: object;
  hear: (own: From) => void;
  onEnded: (problem: string) => void;
  log: Record<Level, (fields: LogFields, name: LogName) => void>;
};

const AGAIN_AFTER_MS = 1_000;

export function createOwnThread<To, From>(parts: OwnThreadParts<From>): OwnThread<To> {
  const { program, given, hear, onEnded, log } = parts;
  let thread: Worker | null = null;
  let starting: PromiseWithResolvers<void> | null = null;
  let stopped: PromiseWithResolvers<void> | null = null;
  let connected = false;

  const post = (message: ToThread<To>) => thread?.postMessage(message);

  function receive(message: FromThread<From>): void {
    switch (message.type) {
      case 'started':
        if (message.problem) starting?.reject(errorOf(message.problem));
        else starting?.resolve();
        return;
      case 'stopped':
        return stopped?.resolve();
      case 'log': {
        const { level, fields, problem, name } = message;
        return log[level](problem ? { ...fields, error: errorOf(problem) } : fields, name);
      }
      case 'own':
        return hear(message.own);
    }
  }

  function open(): Worker {
    const opened = new Worker(program, { workerData: given });
    opened.on('message', receive);
    opened.on('error', (error) => log.error({ error }, 'platform-thread-failed'));
    opened.on('exit', () => {
      thread = null;
      const problem = 'the thread of the line ended';
      starting?.reject(new AdapterError(problem, { permanent: false }));
      if (stopped) return;
      onEnded(problem);
      if (connected) void again();
    });
    return opened;
  }

  async function start(): Promise<void> {
    stopped = null;
    thread ??= open();
    starting = Promise.withResolvers();
    post({ type: 'start' });
    await starting.promise;
    connected = true;
  }

  async function again(): Promise<void> {
    connected = false;
    while (!connected) {
      await wait(AGAIN_AFTER_MS, undefined, { ref: false });
      if (stopped) return;
      await start().catch((error: unknown) => log.warn({ error }, 'platform-not-connected'));
    }
  }

  return {
    start,
    tell: (own) => post({ type: 'own', own }),
    async stop() {
      stopped = Promise.withResolvers();
      connected = false;
      if (!thread) return;
      post({ type: 'stop' });
      await Promise.race([stopped.promise, once(thread, 'exit')]);
      await thread?.terminate();
    },
  };
}

export function problemOf(error: unknown): Problem {
  const permanent = error instanceof AdapterError && error.permanent;
  return { words: error instanceof Error ? error.message : '', permanent };
}

function errorOf({ words, permanent }: Problem): AdapterError {
  return new AdapterError(words, { permanent });
}
