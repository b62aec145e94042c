import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** `op25b serve` as a process of its own. */
export class BotProcess {
  readonly #child: ChildProcess;
  readonly log: Record<string, unknown>[] = [];
  #waiting: (() => void)[] = [];

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** @param env beside what every process has; resolves at once, `logged('adapter-…')` tells more */
  static start(env: Record<string, string>): BotProcess {
    const child = spawn(process.execPath, ['src/op25b.js', 'serve'], {
      env: { PATH: process.env['PATH'] ?? '', LANG: 'C', ...env },
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    const bot = new BotProcess(child);
    if (child.stderr) createInterface({ input: child.stderr }).on('line', (line) => bot.#note(line));
    return bot;
  }

  /** Resolves with the first line of the log that has this name. */
  async logged(name: string): Promise<Record<string, unknown>> {
    for (;;) {
      const found = this.log.find(({ msg }) => msg === name);
      if (found) return found;
      if (this.#child.exitCode !== null) throw new Error(`the bot ended: ${JSON.stringify(this.log.slice(-5))}`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** As a power cut would end it. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
  }

  /** @returns the exit code after SIGTERM */
  async stop(): Promise<number | null> {
    if (this.#child.exitCode !== null) return this.#child.exitCode;
    this.#child.kill('SIGTERM');
    await once(this.#child, 'exit');
    return this.#child.exitCode;
  }

  /** Resolves with the exit code when it ends by itself. */
  async ended(): Promise<number | null> {
    if (this.#child.exitCode === null) await once(this.#child, 'exit');
    return this.#child.exitCode;
  }

  #note(line: string): void {
    this.log.push(line.startsWith('{') ? JSON.parse(line) : { msg: line });
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const tell of waiting) tell();
  }
}
