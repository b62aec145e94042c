import { goalLine } from './goal.ts';
import { median } from './median.ts';
import { LOAD, underLoad, type LoadFigures, type PlatformName, type Program } from './platform-load.ts';

/**
 * Measures how soon `/op25b` is acknowledged under load, beside a program on the same SDK that does nothing else; they take
 * turns. The same program once more with as much work beside it as the bot has tells what part of the difference is the
 * machine's: on two cores, whoever acknowledges waits for a core now and then. It shows figures and fails for none.
 */

const RUNS = 3;
/** One thread of work, as the bot's: a second a second is all it can take. */
const MOST_BESIDE = 0.95;
const PLATFORMS: [PlatformName, string][] = [
  ['slack', 'a bare Bolt app'],
  ['discord', 'a bare discord.js client'],
];

for (const [platform, peer] of PLATFORMS) {
  const runs: Record<Program, LoadFigures[]> = { bare: [], bot: [], crowded: [] };
  for (let run = 0; run < RUNS; run += 1) {
    const bare = await underLoad(platform, 'bare');
    const bot = await underLoad(platform, 'bot');
    const beside = Math.min(MOST_BESIDE, (bot.cpu - bare.cpu) / LOAD.seconds);
    runs.bare.push(bare);
    runs.bot.push(bot);
    runs.crowded.push(await underLoad(platform, 'crowded', beside));
  }
  const of = (program: Program, what: 'p50' | 'p99' | 'cpu' | 'fakeLag') =>
    median(runs[program].map((figures) => figures[what]));
  console.log(`\n/op25b on ${platform}, ${LOAD.perSecond} a second for ${LOAD.seconds} s, median of ${RUNS}:`);
  for (const [program, name] of [
    ['bare', peer],
    ['crowded', `${peer}, as much work beside it`],
    ['bot', 'op25b serve'],
  ] as const) {
    const figures = `p50 ${of(program, 'p50').toFixed(1)} ms, p99 ${of(program, 'p99').toFixed(1)} ms`;
    const costs = `${of(program, 'cpu').toFixed(1)} s CPU, the fake's own lag p99 ${of(program, 'fakeLag').toFixed(1)} ms`;
    console.log(`      ${name.padEnd(50)} ${figures}, ${costs}`);
  }
  const ratio = of('bot', 'p99') / of('bare', 'p99');
  console.log(goalLine({ name: 'p99 of the acknowledgement', unit: '× bare', digits: 2, limit: 1.3 }, ratio));
  const lost = runs.bot.reduce((sum, { sent, acked }) => sum + sent - acked, 0);
  console.log(goalLine({ name: 'commands that were not acknowledged', unit: '', digits: 0, limit: 0 }, lost));
}
