import { execFile, type ChildProcess } from 'node:child_process';
import type { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { checkWhole } from './check-whole.ts';
import { damaged } from './sqlite-error.ts';

const PROGRAM = fileURLToPath(new URL('check-program.ts', import.meta.url));

/**
 * Checks a journal in a process of its own, one in memory here: node:sqlite works on the thread that calls it, and a large file takes seconds,
 * in which a thread could not be stopped either.
 */
export function createCheck(connection: DatabaseSync, file: string | null) {
  const running = new Set<ChildProcess>();

  return {
    /** Rejects with `journal-damaged`; in full while others go on. */
    async check(): Promise<void> {
      if (file === null) return checkWhole(connection, 'integrity_check');
      await new Promise<void>((resolve, reject) => {
        const child = execFile(process.execPath, [PROGRAM, file], (error, verdict) => {
          running.delete(child);
          if (error) reject(error);
          else if (verdict !== 'ok') reject(damaged(new Error(verdict)));
          else resolve();
        });
        running.add(child);
      });
    },

    /** Ends the checks under way, which then reject; resolves when they have let go of the file. */
    async stop(): Promise<void> {
      const ended = [...running].map((child) => new Promise((resolve) => child.once('exit', resolve)));
      for (const child of running) child.kill('SIGKILL');
      await Promise.all(ended);
    },
  };
}
