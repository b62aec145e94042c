/**
 * Lets work begin one piece a turn of the event loop, in the order of asking. When a hundred people press at once, all of
 * them are acknowledged before the first piece of work, and those who come meanwhile are not kept waiting by it.
 */
export function createTurns(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const next = () => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(next);
    });
}
