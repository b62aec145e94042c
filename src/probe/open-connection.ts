import type { Socket } from 'node:net';
import type { PortState } from '../diagnosis/probe-report.ts';
import type { AddressPace } from './address-pace.ts';
import { stateOfError, type Dial } from './dial.ts';
import type { ProbeLimits } from './limits.ts';

export type Connection =
  | { state: 'open'; socket: Socket; ms: number }
  | { state: Exclude<PortState, 'open'>; ms: number };

export type Opening = {
  ip: string;
  port: number;
  dial: Dial;
  pace: AddressPace;
  limits: ProbeLimits;
  now: () => number;
  signal: AbortSignal;
  /** The port has been silent so long that this is the verdict, which a late answer may still revise. */
  onSilent(): void;
};

/** Opens one connection. Silence is reported early through `onSilent`, and finally as `timeout`. */
export function openConnection(opening: Opening): Promise<Connection> {
  const { dial, ip, port, pace, limits, now, signal } = opening;
  const started = now();
  const { promise, resolve } = Promise.withResolvers<Connection>();
  const socket = dial(ip, port);
  const cancelSilence = pace.whenSilent(opening.onSilent);
  const timer = setTimeout(() => settle('timeout'), limits.connect);

  function settle(state: Exclude<PortState, 'open'>): void {
    clean();
    socket.on('error', () => undefined);
    socket.destroy();
    resolve({ state, ms: now() - started });
  }
  const onAbort = () => settle('timeout');
  const onConnect = () => {
    clean();
    const ms = now() - started;
    pace.answered(ms);
    resolve({ state: 'open', socket, ms });
  };
  const onError = (error: NodeJS.ErrnoException) => {
    const state = stateOfError(error.code);
    if (state === 'refused') pace.answered(now() - started);
    settle(state === 'open' ? 'unreachable' : state);
  };
  function clean(): void {
    clearTimeout(timer);
    cancelSilence();
    signal.removeEventListener('abort', onAbort);
    socket.off('connect', onConnect);
    socket.off('error', onError);
  }

  socket.on('connect', onConnect);
  socket.on('error', onError);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  return promise;
}
