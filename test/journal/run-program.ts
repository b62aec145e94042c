import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type Ending = { code: number | null; signal: NodeJS.Signals | null; lines: string[]; errors: string };

export type Program = {
  /** Resolves with the first line that it writes; rejects when it ends before. */
  firstLine: Promise<string>;
  kill(): void;
  /** Resolves when it has ended, with how it did. */
  ended: Promise<Ending>;
};

/** Starts a program of this folder as a process of its own, with its one argument as JSON. */
export function runProgram(file: string, argument: unknown): Program {
  const path = fileURLToPath(new URL(file, import.meta.url));
  // Hundreds are started: they share what was compiled.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'op25b-test-compile-cache') };
  const child = spawn(process.execPath, [path, JSON.stringify(argument)], { stdio: ['ignore', 'pipe', 'pipe'], env });
  const lines: string[] = [];
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const ended = new Promise<Ending>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, lines, errors }));
  });
  const firstLine = new Promise<string>((resolve, reject) => {
    reader.once('line', resolve);
    child.once('close', () => reject(new Error(`${file} ended without a word: ${errors}`)));
  });
  firstLine.catch(() => undefined);
  return { firstLine, kill: () => void child.kill('SIGKILL'), ended };
}
