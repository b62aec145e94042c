import { setTimeout as sleep } from 'node:timers/promises';
import { goodReport } from '../conversation/reports.ts';
import { openStore, type Place } from './open-store.ts';
import { noteText, said } from './steps.ts';

/** A process that does one thing to a store that others use as well, and writes what came of it, a JSON value a line. */
export type RivalTask = Place & { name: string; rivals: number; now: number } & (
    | { task: 'feed'; events: number }
    | { task: 'hold' }
    | { task: 'spend'; times: number }
    | { task: 'probe' }
    | { task: 'report'; times: number }
    | { task: 'work'; until: number }
  );

const given: RivalTask = JSON.parse(process.argv[2] ?? '');
const { name } = given;
const journal = await openStore(given, () => given.now);
const tell = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);
// All begin at once, so that they meet.
await journal.count('ready', 1);
while (((await journal.figures()).get('ready') ?? 0) < given.rivals) await sleep(5);

if (given.task === 'feed') {
  for (let index = 1; index <= given.events; index++) {
    tell(await journal.take(said(`${name}${index}`), noteText));
    // The platform gives some events twice, and to both processes.
    tell(await journal.take(said(`both${index}`), noteText));
  }
} else if (given.task === 'hold') {
  tell(await journal.effects.claim(name, 1));
  await sleep(60_000);
} else if (given.task === 'spend') {
  const bucket = { capacity: 50, refillPerSecond: 1 };
  for (let index = 0; index < given.times; index++) tell((await journal.spend('u', bucket, given.now)).granted);
} else if (given.task === 'report') {
  for (let index = 0; index < given.times; index++) {
    // Each subject is reported by one person of each process.
    tell({ subject: index, ...(await journal.report(`server:${index}`, `test:${name}`, given.now)) });
  }
} else if (given.task === 'probe') {
  let turn = await journal.beginProbe('t', name, given.now);
  if (turn.type === 'run') {
    await sleep(500);
    await journal.endProbe('t', name, goodReport(), given.now);
    tell('probed');
  } else {
    while (turn.type === 'wait') {
      await sleep(20);
      turn = await journal.beginProbe('t', name, given.now);
    }
    tell(turn.type);
  }
} else {
  const work = await journal.effects.work(name, 4, async ({ conversation, sequence }) => {
    tell({ conversation, sequence });
    return { type: 'done' };
  });
  while ((await journal.effects.backlog()).waiting > given.until) await sleep(20);
  await work.stop();
}
await journal.close();
