/** Ends a container (SIGTERM) or a program in a terminal (Ctrl-C). */
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** Aborts at the first signal to stop; the second one ends the process at once. */
export function stopSignal(io: NodeJS.Process): AbortSignal {
  const stopping = new AbortController();
  for (const signal of SIGNALS) {
    io.on(signal, () => {
      if (stopping.signal.aborted) io.exit(1);
      stopping.abort();
    });
  }
  return stopping.signal;
}
