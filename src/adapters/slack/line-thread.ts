import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { AdapterError } from '../adapter-error.ts';
import { errorOf, type FromLine, type LineSettings, type ToLine } from './line-messages.ts';
import type { SocketMode, SocketParts, SocketState } from './socket-mode.ts';

const PROGRAM = new URL('./line-worker.ts', import.meta.url);

/** A thread that ended is started again after this long. */
const AGAIN_AFTER_MS = 1_000;

type LineParts = LineSettings & Pick<SocketParts, 'onEvent' | 'onHeard' | 'log'>;

/**
 * Socket Mode in a thread of its own, which acknowledges commands as they come: Slack tells the person after 3 s that the app
 * did not answer, and in a rush the thread of the conversations is busy for longer. Everything else is acknowledged when
 * `onEvent` says so.
 */
export function createLineThread({ appToken, apiUrl, onEvent, onHeard, log }: LineParts): SocketMode {
  let state: SocketState = { state: 'connecting', problem: null };
  let thread: Worker | null = null;
  let starting: PromiseWithResolvers<void> | null = null;
  let connected = false;
  const stopping = new AbortController();

  const tell = (message: ToLine) => thread?.postMessage(message);

  function hear(message: FromLine): void {
    switch (message.type) {
      case 'started':
        if (message.problem) starting?.reject(errorOf(message.problem));
        else starting?.resolve();
        return;
      case 'state':
        state = message.state;
        return;
      case 'heard':
        return onHeard();
      case 'event': {
        const { id, event, acked } = message;
        const ack = async (response?: unknown) => {
          if (!acked) tell({ type: 'ack', id, response });
        };
        void onEvent({ ...event, ack }).catch(() => {});
        return;
      }
      case 'log': {
        const { level, fields, problem, name } = message;
        return log[level](problem ? { ...fields, error: errorOf(problem) } : fields, name);
      }
      case 'stopped':
    }
  }

  function open(): Worker {
    const opened = new Worker(PROGRAM, { workerData: { appToken, apiUrl } satisfies LineSettings });
    opened.on('message', hear);
    opened.on('error', (error) => log.error({ error }, 'slack-line-failed'));
    opened.on('exit', () => {
      thread = null;
      if (stopping.signal.aborted) return;
      const problem = 'the thread of the line to Slack ended';
      state = { state: 'connecting', problem };
      starting?.reject(new AdapterError(problem, { permanent: false }));
      if (connected) void again();
    });
    return opened;
  }

  async function start(): Promise<void> {
    thread ??= open();
    starting = Promise.withResolvers();
    tell({ type: 'start' });
    await starting.promise;
    connected = true;
  }

  async function again(): Promise<void> {
    connected = false;
    while (!connected) {
      await wait(AGAIN_AFTER_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      await start().catch((error: unknown) => log.warn({ error }, 'slack-not-connected'));
    }
  }

  return {
    start,
    state: () => state,
    async stop() {
      stopping.abort();
      if (!thread) return;
      const ended = once(thread, 'exit');
      const stopped = new Promise<void>((resolve) => {
        thread?.on('message', ({ type }: FromLine) => type === 'stopped' && resolve());
      });
      tell({ type: 'stop' });
      await Promise.race([stopped, ended]);
      await thread?.terminate();
    },
  };
}
