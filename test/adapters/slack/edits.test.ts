import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { CAPABILITIES } from '../../../src/adapters/capabilities.ts';
import { createEngine } from '../../../src/conversation/engine.ts';
import type { ProbeRunner } from '../../../src/host/host-parts.ts';
import { createHost, type Host } from '../../../src/host/host.ts';
import { SILENT_OBSERVER } from '../../../src/host/observer.ts';
import type { Journal } from '../../../src/journal/journal.ts';
import { openSqliteJournal } from '../../../src/journal/sqlite/sqlite-journal.ts';
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts';
import { endpoint, goodReport } from '../../conversation/reports.ts';
import { textOf } from '../../fakes/slack/block-rules.ts';
import { Desk, translator } from './desk.ts';

let desk: Desk;
let host: Host;
let journal: Journal;
afterEach(async () => {
  await host.stop();
  await journal.close();
  await desk.close();
});

/** News faster than anybody may edit, for longer than two edits take. */
const NEWS_EVERY_MS = 300;
const NEWS_FOR_MS = 7_000;
/** A timer, and a request on a crowded machine. */
const JITTER_MS = 150;

const talkative: ProbeRunner = async function* talkative() {
  for (let ms = 0; ms < NEWS_FOR_MS; ms += NEWS_EVERY_MS) {
    await sleep(NEWS_EVERY_MS);
    yield { type: 'endpoint', endpoint: endpoint(587), revised: false, done: 1, total: 3 };
  }
  yield { type: 'report', report: goodReport() };
};

it('the progress of a probe is one message, edited at most once in three seconds, the last state always', async () => {
  desk = await Desk.prepare('socket', { fake: {} });
  journal = openSqliteJournal({ folder: null, role: 'serve', clock: Date.now, onError: console.error });
  const engine = createEngine({ ...loadKnowledge().engine, desk: { name: null, contact: null, reachable: false } });
  host = createHost({
    illustrate: async (document) => document,
    journal,
    seats: [{ adapter: desk.adapter, engine }],
    translator,
    probe: talkative,
    limits: null,
    observer: SILENT_OBSERVER,
    clock: Date.now,
    worker: 'edits',
    keepDays: 30,
    stopWithinMs: 1_000,
  });
  await host.start();
  await desk.adapter.start(host.inbox('slack'));
  desk.people.mention('smtp.good.example で送れません');
  const done = 'の確認が終わりました';
  await desk.slack.until(() => desk.posts('C1').some(({ blocks }) => textOf(blocks).includes(done)), 20_000);
  const updates = desk.slack.callsOf('chat.update');
  expect(new Set(updates.map(({ args }) => args['ts'])).size).toBe(1);
  expect(updates.length).toBeGreaterThanOrEqual(2);
  const gaps = updates.slice(1).map(({ at }, index) => at - (updates[index]?.at ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThan(CAPABILITIES.slack.editEveryMs - JITTER_MS);
  await host.settled();
  expect(updates.at(-1)?.args['blocks']).toContain(done);
  expect(desk.slack.callsOf('chat.update')).toHaveLength(updates.length);
});
