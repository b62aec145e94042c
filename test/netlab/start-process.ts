import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { ChildProcess } from 'node:child_process';

/** How long a helper process may take to start on a busy machine. */
const START_LIMIT_MS = 15_000;

/** Waits until a helper has printed `ready`; throws with what it wrote to stderr when it ends or stays silent instead. */
export async function untilReady(child: ChildProcess): Promise<void> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('a helper is started with piped output');
  let complaint = '';
  stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const limit = AbortSignal.timeout(START_LIMIT_MS);
  const lines = createInterface({ input: stdout });
  try {
    const [line] = await Promise.race([once(lines, 'line', { signal: limit }), once(child, 'exit', { signal: limit })]);
    if (line !== 'ready') throw new Error(`it ended or said ${String(line)}`);
  } catch (cause) {
    child.kill('SIGKILL');
    throw new Error(`a helper of the lab did not start: ${complaint}`, { cause });
  }
}
