import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';

const NAME = /^op25b-(\d+)-/;
/** Files here take the place of those in /etc for processes started by `ip netns exec` (ip-netns(8)). */
const NETNS_ETC = '/etc/netns';
/** Where iproute2 keeps its named namespaces. */
const NETNS_RUN = '/run/netns';

let made = 0;

/** A name that no other run uses; it holds the process id, so that a later run can tell leftovers from labs in use. */
export function namespaceName(place: string): string {
  made += 1;
  return `op25b-${process.pid}-${made}-${place}`;
}

/** Runs `ip` with these words; throws with what it printed. */
export function ip(words: string): void {
  execFileSync('ip', words.split(' '), { stdio: 'pipe' });
}

export function createNamespace(name: string): void {
  ip(`netns add ${name}`);
  ip(`-n ${name} link set lo up`);
}

/** Makes processes of this namespace ask that DNS server. */
export function useResolver(name: string, nameserver: string): void {
  mkdirSync(`${NETNS_ETC}/${name}`, { recursive: true });
  writeFileSync(`${NETNS_ETC}/${name}/resolv.conf`, `nameserver ${nameserver}\noptions timeout:2 attempts:1\n`);
}

/** Starts a command in a namespace; its process id is the command's own. */
export function inNamespace(name: string, command: string, args: string[], options: SpawnOptions = {}): ChildProcess {
  return spawn('ip', ['netns', 'exec', name, command, ...args], options);
}

export type Outcome = { code: number | null; stdout: string; stderr: string };

/** Runs a command in a namespace to its end, at most `timeoutMs` (then its code is null). */
export function runInNamespace(
  name: string,
  command: string,
  args: string[],
  options: { env?: NodeJS.ProcessEnv; timeoutMs?: number } = {},
): Promise<Outcome> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  const child = inNamespace(name, command, args, {
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: options.timeoutMs ?? 20_000,
    killSignal: 'SIGKILL',
  });
  const outcome: Outcome = { code: null, stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (outcome.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (outcome.stderr += text));
  child.once('error', reject);
  child.once('close', (code) => resolve({ ...outcome, code }));
  return promise;
}

/** Ends every process in the namespace, by its id, and removes it with its files. Does nothing when it is gone. */
export function removeNamespace(name: string): void {
  if (!listNamespaces().includes(name)) return;
  for (const pid of execFileSync('ip', ['netns', 'pids', name], { encoding: 'utf8' }).split('\n').filter(Boolean)) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It ended by itself in between.
    }
  }
  ip(`netns delete ${name}`);
  rmSync(`${NETNS_ETC}/${name}`, { recursive: true, force: true });
}

/** Removes the namespaces of runs that died without cleaning up. */
export function removeLeftovers(): void {
  for (const name of listNamespaces()) {
    const pid = NAME.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) removeNamespace(name);
  }
}

function listNamespaces(): string[] {
  try {
    return readdirSync(NETNS_RUN);
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
