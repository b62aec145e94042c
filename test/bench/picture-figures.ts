import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { LANGUAGES, type Text } from '../../src/message/message.ts';
import { RESOURCES } from '../../src/message/resources.ts';
import { createTranslator } from '../../src/message/translator.ts';
import { drawDialog } from '../../src/picture/dialog-drawing.ts';
import type { Drawing } from '../../src/picture/drawing.ts';
import { createDrawingThread } from '../../src/picture/drawing-thread.ts';
import { createRasterise } from '../../src/picture/rasterise.ts';
import { median } from './median.ts';

/** A picture is to be drawn within this, once warm (milliseconds). */
const GOAL_MS = 50;
const RUNS = 12;
const WARM_UP_ROUNDS = 2;

/** Every dialog in both languages, with a host that no picture was drawn for. */
function drawings(host: string): { name: string; drawing: Drawing }[] {
  const translator = createTranslator(RESOURCES);
  return loadKnowledge().engine.dialogs.flatMap((dialog) =>
    LANGUAGES.map((language) => {
      const say = (text: Text) => translator.plain(language, text);
      const values = { host, port: 587, portNow: 25, encryption: 'starttls', user: null } as const;
      const client = dialog.clients[0] ?? '';
      const spec = { type: 'dialog', dialog: dialog.id, client, values, numbers: null } as const;
      return { name: `${dialog.id} ${language}`, drawing: drawDialog(spec, dialog, language, say) };
    }),
  );
}

/** How long each picture takes, and how long others wait meanwhile, drawn in this thread and in one of its own. */
export async function pictureFigures(): Promise<void> {
  const rasterise = createRasterise();
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) {
    for (const { drawing } of drawings(`warm${round}.example.jp`)) await rasterise(drawing);
  }
  const times = new Map<string, number[]>();
  const waits = await longestWait(async () => {
    for (let round = 0; round < RUNS; round += 1) {
      for (const { name, drawing } of drawings(`smtp${round}.example.jp`)) {
        await turn();
        const start = performance.now();
        await rasterise(drawing);
        times.set(name, [...(times.get(name) ?? []), performance.now() - start]);
      }
    }
  });
  const medians = [...times].map(([name, ms]) => ({ name, ms: median(ms), best: Math.min(...ms) }));
  const slowest = medians.toSorted((left, right) => right.ms - left.ms)[0];
  const { name, ms, best } = slowest ?? { name: '', ms: Number.NaN, best: Number.NaN };
  const usual = median(medians.map((each) => each.ms));
  console.log(
    `\nPictures once warm, median of ${RUNS}: ${usual.toFixed(0)} ms; slowest ${ms.toFixed(0)} ms (${name}; ${best.toFixed(0)} ms at its best)`,
  );
  console.log(`  ${ms <= GOAL_MS ? 'met' : 'missed'}: at most ${GOAL_MS} ms each`);
  console.log(`  drawn in the main thread, others wait up to ${waits.toFixed(0)} ms`);
  console.log(`  drawn in a thread of its own, others wait up to ${(await waitBesideThread()).toFixed(0)} ms`);
}

async function waitBesideThread(): Promise<number> {
  const thread = createDrawingThread();
  const prepared = drawings('thread.example.jp');
  const waits = await longestWait(async () => {
    for (const { drawing } of prepared) await thread.draw(drawing);
  });
  await thread.close();
  return waits;
}

/** The longest that the event loop was held up while the work went on, in milliseconds. */
async function longestWait(work: () => Promise<void>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  await turn();
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
}
