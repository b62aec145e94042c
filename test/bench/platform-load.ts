import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { load as loadDiscord } from '../fakes/discord/load.ts';
import { FakeSlack } from '../fakes/slack/fake-slack.ts';
import { load as loadSlack } from '../fakes/slack/load.ts';

/**
 * `p99`: milliseconds until the command was acknowledged; `cpu`: seconds that the program used meanwhile. `fakeLag`: the 99th
 * percentile of how late the fake itself was, in milliseconds: it answers all that the program asks on the thread that takes
 * the times, so that no program can seem quicker.
 */
export type LoadFigures = { sent: number; acked: number; p50: number; p99: number; cpu: number; fakeLag: number };

export const LOAD = { perSecond: 200, seconds: 10 };

/** `crowded`: the bare program beside another that takes as much processor time as the bot does for its answers. */
export type Program = 'bot' | 'bare' | 'crowded';
export type PlatformName = 'slack' | 'discord';

const START_WITHIN_MS = 30_000;
/** Linux counts CPU time in hundredths of a second (`getconf CLK_TCK`). */
const TICKS_PER_SECOND = 100;

const LAG_RESOLUTION_MS = 1;
const NANOSECONDS_PER_MS = 1_000_000;

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const BOT = [fileOf('../../src/op25b.js'), 'serve'];
const SAME_WORK = fileOf('same-work.ts');
const BARE = { slack: [fileOf('bare-slack.ts')], discord: [fileOf('bare-discord.ts')] };

/**
 * Runs a program on a fresh fake, sends it the load, and ends it.
 *
 * @param beside processor time of the other program, in seconds a second
 */
export async function underLoad(platform: PlatformName, program: Program, beside = 0): Promise<LoadFigures> {
  const other = program === 'crowded' ? spawn(process.execPath, [SAME_WORK, String(beside)]) : null;
  const folder = mkdtempSync(join(tmpdir(), 'op25b-bench-'));
  const args = program === 'bot' ? BOT : BARE[platform];
  const start = (env: Record<string, string>) =>
    spawn(process.execPath, args, {
      env: { PATH: process.env['PATH'] ?? '', OP25B_DATA_DIR: folder, LOG_LEVEL: 'error', ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  try {
    return platform === 'slack' ? await onSlack(start) : await onDiscord(start);
  } finally {
    if (other) await end(other);
    rmSync(folder, { recursive: true });
  }
}

type Start = (env: Record<string, string>) => ChildProcess;

async function onSlack(start: Start): Promise<LoadFigures> {
  const slack = await FakeSlack.start({ budgets: null });
  const env = {
    SLACK_BOT_TOKEN: slack.team().botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
  };
  const child = start(env);
  try {
    await slack.until(() => slack.socket.connected > 0, START_WITHIN_MS);
    const { result, ...costs } = await measured(child, () => loadSlack(slack, LOAD));
    return { ...result, ...costs };
  } finally {
    await end(child);
    await slack.close();
  }
}

async function onDiscord(start: Start): Promise<LoadFigures> {
  const discord = await FakeDiscord.start();
  discord.world.addGuild('Mail users', 'ja');
  const child = start({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url });
  try {
    await discord.waitFor(() => discord.gateway.sessions.length > 0, 'the login', START_WITHIN_MS);
    const { result, ...costs } = await measured(child, () => loadDiscord(discord, LOAD));
    return { ...result, acked: result.answered, ...costs };
  } finally {
    await end(child);
    await discord.close();
  }
}

async function measured<T>(
  { pid }: ChildProcess,
  work: () => Promise<T>,
): Promise<{ result: T; cpu: number; fakeLag: number }> {
  // Both programs have settled after their start.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const before = cpuSeconds(pid);
  const lag = monitorEventLoopDelay({ resolution: LAG_RESOLUTION_MS });
  lag.enable();
  const result = await work();
  lag.disable();
  const fakeLag = lag.percentile(99) / NANOSECONDS_PER_MS - LAG_RESOLUTION_MS;
  return { result, cpu: cpuSeconds(pid) - before, fakeLag };
}

/** User and system time of a process so far (proc_pid_stat(5), fields 14 and 15); NaN where there is no /proc. */
function cpuSeconds(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return Number.NaN;
  }
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
