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
  const running = new Map<ChildProcess, Promise<unknown>>();

  function inOwnProcess(path: string): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const child = execFile(process.execPath, [PROGRAM, path], (error, verdict) => {
      running.delete(child);
      if (error) reject(error);
      else resolve(verdict);
    });
    running.set(child, promise);
    return promise;
  }

  return {
    /** Rejects with `journal-damaged`, and when it is stopped. */
    async check(): Promise<void> {
      if (file === null) return checkWhole(connection, 'integrity_check');
      const verdict = await inOwnProcess(file);
      if (verdict !== 'ok') throw damaged(new Error(verdict));
    },

    /** Ends the checks under way; resolves when they have let go of the file. */
    async stop(): Promise<void> {
      for (const child of running.keys()) child.kill('SIGKILL');
      await Promise.allSettled(running.values());
    },
  };
}
