import { AdapterError } from '../adapter-error.ts';
import type { SocketEvent } from './socket-link.ts';
import type { SocketState } from './socket-mode.ts';

/** What the thread of the line is given. */
export type LineSettings = { appToken: string; apiUrl: string | null };

/** What the thread is told. */
export type ToLine = { type: 'start' } | { type: 'stop' } | { type: 'ack'; id: number; response: unknown };

export type Level = 'info' | 'warn' | 'error';

/** What the thread tells. `acked`: it acknowledged the event itself. */
export type FromLine =
  | { type: 'started'; problem: Problem | null }
  | { type: 'stopped' }
  | { type: 'state'; state: SocketState }
  | { type: 'heard' }
  | { type: 'event'; id: number; event: Omit<SocketEvent, 'ack'>; acked: boolean }
  | { type: 'log'; level: Level; fields: Record<string, unknown>; problem: Problem | null; name: string };

/** An AdapterError on its way between threads, where errors of our own lose what they are. */
export type Problem = { words: string; permanent: boolean };

export function problemOf(error: unknown): Problem {
  const permanent = error instanceof AdapterError && error.permanent;
  return { words: error instanceof Error ? error.message : '', permanent };
}

export function errorOf({ words, permanent }: Problem): AdapterError {
  return new AdapterError(words, { permanent });
}
