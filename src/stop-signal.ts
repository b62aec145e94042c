/** Ends a container (SIGTERM) or a program in a terminal (Ctrl-C). */
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** How often a process that npm started looks whether npm is still there. */
const LOOK_EVERY_MS = 500;

/** Aborts at the first signal to stop; the second one ends the process at once. */
export function stopSignal(io: NodeJS.Process): AbortSignal {
  const stopping = new AbortController();
  for (const signal of SIGNALS) {
    io.on(signal, () => {
      if (stopping.signal.aborted) io.exit(1);
      stopping.abort();
    });
  }
  if (io.env['npm_lifecycle_event']) stopWithParent(io, stopping);
  return stopping.signal;
}

/** `npm start` hands a signal to its shell only, which leaves this process behind without a parent. */
function stopWithParent(io: NodeJS.Process, stopping: AbortController): void {
  const parent = io.ppid;
  const timer = setInterval(() => {
    if (io.ppid === parent) return;
    clearInterval(timer);
    stopping.abort();
  }, LOOK_EVERY_MS);
  timer.unref();
}
