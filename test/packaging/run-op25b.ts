import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../../src/op25b.js', import.meta.url));

/** Runs `op25b` with these words and no setting of its own. Gives what it printed, and its exit code. */
export function runOp25b(args: string[]): { stdout: string; code: number | null } {
  const { stdout, status } = spawnSync(process.execPath, [ENTRY, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', LANG: 'C' },
  });
  return { stdout, code: status };
}
