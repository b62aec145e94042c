import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { runInNamespace } from '../netlab/namespace.ts';
import { median } from './median.ts';

const figures = z.object({ seconds: z.number(), maxRssKiB: z.number(), exitCode: z.number() });
export type CommandFigures = z.infer<typeof figures>;

const RUNNER = fileURLToPath(new URL('measured-run.py', import.meta.url));

/** Runs a command several times, one after the other, in a namespace; gives medians and the last exit code. */
export async function commandFigures(
  namespace: string,
  command: string[],
  env: NodeJS.ProcessEnv,
  runs: number,
): Promise<CommandFigures> {
  const all: CommandFigures[] = [];
  for (let run = 0; run < runs; run += 1) {
    const { stdout, stderr } = await runInNamespace(namespace, 'python3', [RUNNER, ...command], {
      env,
      timeoutMs: 120_000,
    });
    if (stdout === '') throw new Error(`${command[0]} could not be measured: ${stderr}`);
    all.push(figures.parse(JSON.parse(stdout)));
  }
  return {
    seconds: median(all.map((each) => each.seconds)),
    maxRssKiB: median(all.map((each) => each.maxRssKiB)),
    exitCode: all.at(-1)?.exitCode ?? Number.NaN,
  };
}
