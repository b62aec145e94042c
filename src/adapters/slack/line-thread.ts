import { createOwnThread } from '../own-thread.ts';
import type { SocketEvent } from './socket-link.ts';
import type { SocketMode, SocketParts, SocketState } from './socket-mode.ts';

/** What the thread of the line is given, is told and tells. `acked`: it acknowledged the event itself. */
export type LineSettings = Pick<SocketParts, 'appToken' | 'apiUrl'>;
export type ToLine = { type: 'ack'; id: number; response: unknown };
export type FromLine =
  | { type: 'state'; state: SocketState }
  | { type: 'heard' }
  | { type: 'event'; id: number; event: Omit<SocketEvent, 'ack'>; acked: boolean };

/**
 * Socket Mode in a thread of its own, which acknowledges commands as they come: Slack tells the person after 3 s that the app
 * did not answer, and in a rush the thread of the conversations is busy for longer. Everything else is acknowledged when
 * `onEvent` says so.
 */
export function createLineThread({ appToken, apiUrl, onEvent, onHeard, log }: Omit<SocketParts, 'logger'>): SocketMode {
  let state: SocketState = { state: 'connecting', problem: null };

  function hear(message: FromLine): void {
    switch (message.type) {
      case 'state':
        state = message.state;
        return;
      case 'heard':
        return onHeard();
      case 'event': {
        const { id, event, acked } = message;
        const ack = async (response?: unknown) => {
          if (!acked) thread.tell({ type: 'ack', id, response });
        };
        void onEvent({ ...event, ack }).catch(() => {});
      }
    }
  }

  const thread = createOwnThread<ToLine, FromLine>({
    program: new URL('./line-worker.ts', import.meta.url),
    given: { appToken, apiUrl } satisfies LineSettings,
    hear,
    onEnded: (problem) => (state = { state: 'connecting', problem }),
    log,
  });
  return { start: thread.start, stop: thread.stop, state: () => state };
}
