import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Claimed, Outcome } from '../../src/journal/effect-queue.ts';
import { openStore, type Place } from './open-store.ts';
import { said } from './steps.ts';
import { caseStep, notedAfter, TEXTS } from './victim-case.ts';

/**
 * Runs cases from their first event to their last effect, and dies by SIGKILL when it passes its crash points for the
 * `dieAt`th time. `platform` is the file that stands for the platform: it keeps what was shown, and which events were
 * acknowledged; those that were not come again.
 */
export type VictimTask = Place & { cases: number; platform: string; dieAt: number | null; clockAhead: number };

const task: VictimTask = JSON.parse(process.argv[2] ?? '');
let passed = 0;

function crashPoint(): void {
  passed += 1;
  if (passed === task.dieAt) process.kill(process.pid, 'SIGKILL');
}

const platform = (line: object) => appendFileSync(task.platform, `${JSON.stringify(line)}\n`);
const acknowledged = new Set(
  existsSync(task.platform)
    ? readFileSync(task.platform, 'utf8')
        .split('\n')
        .flatMap((line) => (line.startsWith('{"acknowledged"') ? [JSON.parse(line).acknowledged] : []))
    : [],
);

const journal = await openStore(task, () => Date.now() + task.clockAhead);

async function perform({ conversation, sequence, effect, repeat }: Claimed): Promise<Outcome> {
  crashPoint();
  if (effect.type === 'probe') {
    const failure = { code: 'probe-failed', args: {} };
    const event = { type: 'probe-failed', probe: effect.probe, failure } as const;
    await journal.take({ platform: 'probe', eventId: `${conversation}:${sequence}`, conversation, event }, dyingStep);
    crashPoint();
    return { type: 'done' };
  }
  const shown = effect.type === 'say' || effect.type === 'edit' ? effect.message.blocks : [];
  platform({ shown: conversation, sequence, type: effect.type, repeat, blocks: shown });
  crashPoint();
  return { type: 'done', sent: { message: String(sequence), platformId: `ts-${sequence}` } };
}

const dyingStep: typeof caseStep = (conversation, event) => {
  crashPoint();
  return caseStep(conversation, event);
};

async function give(conversation: string, eventId: string, text: string): Promise<void> {
  crashPoint();
  await journal.take({ ...said(eventId, text), conversation }, dyingStep);
  crashPoint();
  platform({ acknowledged: eventId });
  crashPoint();
}

async function runCase(number: number): Promise<void> {
  const conversation = `case-${number}`;
  for (const [index, text] of TEXTS.entries()) {
    const eventId = `${conversation}-${text}`;
    if (!acknowledged.has(eventId)) await give(conversation, eventId, text);
    // The person reads the answer before going on.
    while (((await journal.load(conversation))?.messages ?? 0) < notedAfter(index)) await sleep(2);
  }
}

const work = await journal.effects.work('victim', 3, perform);
for (let number = 1; number <= task.cases; number++) await runCase(number);
while ((await journal.effects.backlog()).waiting > 0) await sleep(5);
await work.stop();
await journal.close();
