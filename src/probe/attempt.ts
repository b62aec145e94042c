import type { Socket } from 'node:net';
import type { ProbeLimits } from './limits.ts';
import type { OpenSockets } from './open-sockets.ts';
import type { SilenceRule } from './silence-rule.ts';
import type { Dial } from './system-dial.ts';

export type Connected = { state: 'open'; socket: Socket; ms: number };
export type NotConnected = { state: 'refused' | 'reset' | 'unreachable' | 'timeout' };

/** `first` is the verdict that is reported; after a `timeout`, `last` tells whether an answer came late after all. */
export type Attempt = { first: Promise<Connected | NotConnected>; last: Promise<Connected | NotConnected> };

/** How the system tells that a connection did not come about; what is not here has no way to the address. */
const STATES: Record<string, NotConnected['state']> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
};

/** Dials one address and port. Never rejects. */
export function attempt(
  place: { ip: string; port: number },
  tools: { dial: Dial; rule: SilenceRule; limits: ProbeLimits; sockets: OpenSockets },
): Attempt {
  const { dial, rule, limits, sockets } = tools;
  const start = performance.now();
  const socket = sockets.add(dial(place.ip, place.port));
  const last = new Promise<Connected | NotConnected>((resolve) => {
    const limit = setTimeout(() => {
      resolve({ state: 'timeout' });
      socket.destroy();
    }, limits.connect);
    const settle = (outcome: Connected | NotConnected): void => {
      clearTimeout(limit);
      if (outcome.state === 'open' || outcome.state === 'refused') rule.answered(performance.now() - start);
      resolve(outcome);
    };
    socket.once('connect', () => settle({ state: 'open', socket, ms: performance.now() - start }));
    socket.on('error', (error) => {
      const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
      settle({ state: STATES[code] ?? 'unreachable' });
    });
    socket.once('close', () => settle({ state: 'timeout' }));
  });
  const silence = new Promise<NotConnected>((resolve) => {
    const stop = rule.watch(start, () => resolve({ state: 'timeout' }));
    void last.then(stop);
  });
  return { first: Promise.race([last, silence]), last };
}
