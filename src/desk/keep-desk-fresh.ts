import type { DeskFileState } from '../observe/health.ts';
import { audit } from '../observe/audit.ts';
import type { Log } from '../observe/log.ts';
import type { LiveDesk } from './live-desk.ts';
import { watchDesk } from './watch-desk.ts';

/**
 * Takes every new desk file that can be used. One that cannot, for whatever reason, is told of in the log, and the last good
 * one stays.
 */
export function keepDeskFresh(
  file: string,
  desk: LiveDesk,
  log: Log,
): { state: () => DeskFileState; stop: () => void } {
  let state: DeskFileState = 'newest';
  const stop = watchDesk(file, () => {
    const from = state;
    try {
      desk.reload();
      state = 'newest';
      log.info({}, 'desk-reloaded');
      audit(log, { act: 'desk-file', result: 'done', from, to: state });
    } catch (error) {
      state = 'last-good';
      log.warn({ error }, 'desk-refused');
      audit(log, { act: 'desk-file', result: 'failed', from, to: state });
    }
  });
  return { state: () => state, stop };
}
