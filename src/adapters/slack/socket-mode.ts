import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from '@slack/web-api';
import { connectionError } from './connection-error.ts';
import { openSocketLink, type SocketEvent, type SocketLink } from './socket-link.ts';
import type { Log } from './parts.ts';

export type SocketState = { state: 'connecting' | 'connected' | 'failed'; problem: string | null };

export type SocketMode = {
  /** Resolves once events can come. Rejects with AdapterError. */
  start(): Promise<void>;
  /** Takes nothing new. */
  stop(): Promise<void>;
  state(): SocketState;
};

/** The SDK pings every 1.7 s: a connection on which nothing comes for so long is deaf. */
export const DEAF_MS = 15_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

export type SocketParts = {
  appToken: string;
  apiUrl: string | null;
  /** Rejects for what is to stay unacknowledged. */
  onEvent: (event: SocketEvent) => Promise<void>;
  logger: Logger;
  log: Log;
  onHeard: () => void;
  onState?: (state: SocketState) => void;
  deafMs?: number;
};

/**
 * Socket Mode that makes another connection at once when Slack asks for it, when the line breaks, and when it has fallen
 * silent. (The SDK's own reconnecting waits 5 s and more, and ends the process when Slack is away meanwhile.)
 */
export function createSocketMode(parts: SocketParts): SocketMode {
  const stopping = new AbortController();
  const links = new Set<SocketLink>();
  let state: SocketState = { state: 'connecting', problem: null };
  let watching: Promise<void> = Promise.resolve();
  const toStop = aborted(stopping.signal);

  function become(next: SocketState): void {
    state = next;
    parts.onState?.(next);
  }

  async function open(): Promise<{ link: SocketLink; ended: Promise<string> }> {
    let heard = performance.now();
    const onHeard = () => {
      heard = performance.now();
      parts.onHeard();
    };
    const link = await openSocketLink({ ...parts, onHeard });
    links.add(link);
    become({ state: 'connected', problem: null });
    const over = new AbortController();
    void link.ended.then(() => over.abort());
    const deaf = deafness(() => performance.now() - heard, parts.deafMs ?? DEAF_MS, over.signal);
    return { link, ended: Promise.race([link.ended, deaf]) };
  }

  async function watch(first: Awaited<ReturnType<typeof open>>): Promise<void> {
    let current = first;
    while (!stopping.signal.aborted) {
      const reason = await Promise.race([current.ended, toStop]);
      if (stopping.signal.aborted) return;
      parts.log.info({ code: reason }, 'slack-reconnecting');
      const old = current.link;
      if (reason !== 'asked') become({ state: 'connecting', problem: reason });
      const next = await reopen();
      links.delete(old);
      void old.close();
      if (!next) return;
      current = next;
    }
  }

  async function reopen(): Promise<Awaited<ReturnType<typeof open>> | null> {
    for (let pause = FIRST_WAIT_MS; !stopping.signal.aborted; pause = Math.min(pause * 2, LONGEST_WAIT_MS)) {
      try {
        return await open();
      } catch (error) {
        const problem = connectionError(error, 'SLACK_APP_TOKEN');
        become({ state: problem.permanent ? 'failed' : 'connecting', problem: problem.message });
        parts.log.warn({ error: problem }, 'slack-not-connected');
        await wait(pause, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
    return null;
  }

  return {
    state: () => state,
    async start() {
      try {
        watching = watch(await open());
      } catch (error) {
        const problem = connectionError(error, 'SLACK_APP_TOKEN');
        become({ state: problem.permanent ? 'failed' : 'connecting', problem: problem.message });
        throw problem;
      }
    },
    async stop() {
      stopping.abort();
      await watching;
      await Promise.all([...links].map((link) => link.close()));
      links.clear();
    },
  };
}

/** Resolves when nothing was heard for so long; never when `over` comes first. */
function deafness(silentMs: () => number, mostMs: number, over: AbortSignal): Promise<'deaf'> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (silentMs() < mostMs) return;
      clearInterval(timer);
      resolve('deaf');
    }, mostMs / 5);
    over.addEventListener('abort', () => clearInterval(timer), { once: true });
  });
}

function aborted(signal: AbortSignal): Promise<'stopping'> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve('stopping'), { once: true });
  });
}
