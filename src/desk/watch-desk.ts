import { unwatchFile, watchFile } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';

/** By looking rather than by the system's notices: those are lost where a file is mounted, linked or replaced. */
const LOOK_EVERY_MS = 1_000;
/** An editor that writes in several goes is through by then. */
const SETTLED_AFTER_MS = 300;

/**
 * Tells of each change of a file, once it has settled.
 *
 * @returns ends the watch
 */
export function watchDesk(file: string, changed: () => void): () => void {
  let newest: AbortController | null = null;
  const onChange = async (): Promise<void> => {
    newest?.abort();
    const mine = new AbortController();
    newest = mine;
    try {
      await after(SETTLED_AFTER_MS, undefined, { signal: mine.signal, ref: false });
      changed();
    } catch (error) {
      if (!mine.signal.aborted) throw error;
    }
  };
  const listener = (): void => void onChange();
  watchFile(file, { interval: LOOK_EVERY_MS, persistent: false }, listener);
  return () => {
    newest?.abort();
    unwatchFile(file, listener);
  };
}
