import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { netlabAvailable } from '../netlab/availability.ts';
import { runInNamespace } from '../netlab/namespace.ts';
import { startNetlab } from '../netlab/netlab.ts';
import type { Netlab } from '../netlab/netlab.ts';
import { MAIL_HOST, UNRELATED_HOST } from '../netlab/topology.ts';
import { commandFigures } from './command-figures.ts';
import { COLD_MEMORY, COLD_SECONDS, goalLine, LINKS, ROUND_TRIPS } from './goal.ts';
import { median } from './median.ts';
import { pictureFigures } from './picture-figures.ts';
import { isReady, PEERS, startBlackbox } from './peers.ts';

/** Measures the probe's speed over a slow line, and the command's from cold start. It shows figures and fails for none. */

const RUNS = 9;
/** Some tools wait for half a minute at a silent port. */
const SILENT_RUNS = 1;
const MAIN = fileURLToPath(new URL('../../src/op25b.js', import.meta.url));
const MEASURE = fileURLToPath(new URL('measure-probe.ts', import.meta.url));
const KIB_PER_MB = 1000 / 1.024;

const measurement = z.object({ connect: z.number(), reports: z.array(z.number()) });

async function probeFigures(lab: Netlab, host: string): Promise<{ connect: number; report: number }> {
  const outcome = await runInNamespace(lab.places.user, process.execPath, [MEASURE, host, String(RUNS)], {
    env: lab.env,
    timeoutMs: 120_000,
  });
  if (outcome.code !== 0) throw new Error(`the probe could not be measured: ${outcome.stderr}`);
  const { connect, reports } = measurement.parse(JSON.parse(outcome.stdout));
  return { connect, report: median(reports) };
}

async function peerLines(lab: Netlab, when: string, runs: number): Promise<void> {
  const own = {
    name: 'op25b check, both families',
    ready: 'true',
    command: (host: string) => [process.execPath, MAIN, 'check', host],
  };
  for (const { name, ready, command } of [own, ...PEERS]) {
    if (!isReady(ready)) {
      console.log(`      ${name.padEnd(42)} not installed`);
      continue;
    }
    const { seconds, maxRssKiB, exitCode } = await commandFigures(lab.places.user, command(MAIL_HOST), lab.env, runs);
    const memory = `${(maxRssKiB / KIB_PER_MB).toFixed(0)} MB`;
    const figures = `${seconds.toFixed(2).padStart(6)} s  ${memory.padStart(6)}`;
    console.log(`      ${name.padEnd(42)} ${when.padEnd(18)} ${figures}${exitNote(exitCode)}`);
  }
}

/** A command that failed may be quick for the wrong reason. */
const exitNote = (exitCode: number): string => (exitCode === 0 ? '' : `  (exit code ${exitCode})`);

async function withLab(
  roundTripMs: number | undefined,
  work: (lab: Netlab, folder: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'op25b-bench-'));
  const lab = await startNetlab(roundTripMs === undefined ? {} : { roundTripMs });
  try {
    await work(lab, folder);
  } finally {
    lab.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The relay of the lab adds a little of its own to the round trip; a handshake measures what it really was. */
const toMeasured = (ratio: number): string => `   (${ratio.toFixed(2)} × 6 measured handshakes)`;

async function slowLine(link: (typeof LINKS)[number]): Promise<void> {
  const { roundTripMs } = link;
  await withLab(roundTripMs, async (lab, folder) => {
    const limit = ROUND_TRIPS * roundTripMs;
    const postfix = await probeFigures(lab, MAIL_HOST);
    const measured = ROUND_TRIPS * postfix.connect;
    console.log(
      `\nR = ${roundTripMs} ms (a TCP handshake takes ${postfix.connect.toFixed(1)} ms), in process, median of ${RUNS}:`,
    );
    console.log(goalLine(link.postfixRatio, postfix.report / limit) + toMeasured(postfix.report / measured));
    const noDelay = await probeFigures(lab, UNRELATED_HOST);
    console.log(goalLine(link.noDelayRatio, noDelay.report / limit) + toMeasured(noDelay.report / measured));
    lab.setLine('op25b-drop');
    console.log(goalLine(link.droppedSeconds, (await probeFigures(lab, MAIL_HOST)).report / 1000));

    console.log('  whole commands, from process start:');
    await startBlackbox(lab.places.user, folder, lab.env.NODE_EXTRA_CA_CERTS ?? '');
    lab.setLine('open');
    await peerLines(lab, 'all open', RUNS);
    lab.setLine('op25b-drop');
    await peerLines(lab, 'port 25 dropped', SILENT_RUNS);
  });
}

async function coldStart(): Promise<void> {
  await withLab(undefined, async (lab) => {
    const command = [process.execPath, MAIN, 'check', MAIL_HOST];
    const { seconds, maxRssKiB, exitCode } = await commandFigures(lab.places.mail, command, lab.env, RUNS);
    console.log(`\nServer on the same machine, median of ${RUNS}${exitNote(exitCode)}:`);
    console.log(goalLine(COLD_SECONDS, seconds));
    console.log(goalLine(COLD_MEMORY, maxRssKiB / KIB_PER_MB));
  });
}

const availability = netlabAvailable();
const missing = [
  ...(availability.ok ? [] : availability.missing),
  ...(isReady('command -v python3') ? [] : ['python3']),
];
if (missing.length > 0) {
  console.log(`no benchmark: it needs ${missing.join(', ')}`);
} else {
  console.log(
    `Three ports, both families at once; Node ${process.versions.node}. Ratios are to ${ROUND_TRIPS} round trips.`,
  );
  for (const link of LINKS) await slowLine(link);
  await coldStart();
}
await pictureFigures();
