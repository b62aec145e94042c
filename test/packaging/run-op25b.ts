import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../../src/op25b.js', import.meta.url));

type Ran = { stdout: string; stderr: string; code: number | null };

/** Runs `op25b` with these words and no other setting than those given. Gives what it printed, and its exit code. */
export function runOp25b(args: string[], env: Record<string, string> = {}): Ran {
  const { stdout, stderr, status } = spawnSync(process.execPath, [ENTRY, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', LANG: 'C', ...env },
  });
  return { stdout, stderr, code: status };
}
