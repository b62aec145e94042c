import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseId } from '../../src/adapters/case-id.ts';
import { JsonLinesAdapter } from '../../src/adapters/terminal/json-lines-adapter.ts';
import { createTalk } from '../../src/adapters/terminal/talk.ts';
import { createEngine } from '../../src/conversation/engine.ts';
import { createHost } from '../../src/host/host.ts';
import { SILENT_OBSERVER } from '../../src/host/observer.ts';
import { openSqliteJournal } from '../../src/journal/sqlite/sqlite-journal.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { LANGUAGES, type Language } from '../../src/message/message.ts';
import { RESOURCES } from '../../src/message/resources.ts';
import { createTranslator } from '../../src/message/translator.ts';
import { createProber, type Prober } from '../../src/probe/prober.ts';
import { createResolver } from '../../src/probe/resolver.ts';
import { labDial } from '../lab/mail-server.ts';
import { SHORT } from '../probe/probing.ts';
import { holdConversation, type Chat } from './hold-conversation.ts';
import { expectOutcome, ResultTable } from './result-table.ts';
import { startScenarioLab, type ScenarioLab } from './scenario-lab.ts';
import { loadScenarios } from './scenario.ts';

const scenarios = loadScenarios();
const knowledge = loadKnowledge();
const translator = createTranslator(RESOURCES);
const engine = createEngine({ ...knowledge.engine, desk: { name: null, contact: null, reachable: false } });
/** RFC 5737: addresses for documentation; the lab's dialler leads them to this machine. */
const NETWORK = '198.51.100';

let lab: ScenarioLab;
let prober: Prober;

beforeAll(async () => {
  lab = await startScenarioLab(scenarios, NETWORK, false);
  prober = createProber({
    resolver: createResolver({ server: lab.dns }),
    dial: labDial(lab.servers),
    allowNetworks: [`${NETWORK}.0/24`],
    calibration: lab.calibration,
    providers: knowledge.providers,
    ehloName: 'bot.lab.example',
    now: () => performance.now(),
    ca: [lab.pem],
    limits: SHORT,
  });
});
afterAll(() => lab.close());

async function openChat(language: Language): Promise<Chat> {
  const input = new PassThrough();
  const output = new PassThrough();
  const run = randomUUID();
  const opening = { type: 'started' } as const;
  const talk = createTalk({ conversation: caseId(run), opening, language, languageChosen: false, run });
  const adapter = new JsonLinesAdapter(input, output, translator, talk);
  const journal = openSqliteJournal({ folder: null, role: 'serve', clock: Date.now, onError: console.error });
  const host = createHost({
    illustrate: async (document) => document,
    journal,
    seats: [{ adapter, engine }],
    translator,
    probe: (target, signal) => prober.probe(target, { signal }),
    limits: null,
    observer: SILENT_OBSERVER,
    clock: Date.now,
    worker: 'scenario',
    keepDays: 30,
    stopWithinMs: 10_000,
  });
  await host.start();
  await adapter.start(host.inbox(adapter.name));
  const ended = adapter.ended
    .then(() => host.settled())
    .then(() => host.stop())
    .finally(() => output.end());
  return {
    send: (line) => input.write(`${JSON.stringify(line)}\n`),
    lines: createInterface({ input: output }),
    async close() {
      input.end();
      output.resume();
      await ended;
      await journal.close();
    },
  };
}

it('has at least 120 scenarios, with every cause among them', () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(120);
  const played = new Set(scenarios.map((scenario) => scenario.expect.cause));
  expect(knowledge.engine.diagnosis.causes.map(({ id }) => id).filter((id) => !played.has(id))).toEqual([]);
});

describe.each(LANGUAGES)('whole conversations in %s', (language) => {
  const table = new ResultTable();

  it.each(scenarios)('$id', async (scenario) => {
    const held = await holdConversation(scenario, language, await openChat(language === 'ja' ? 'en' : 'ja'));
    table.add(scenario, held);
    expectOutcome(scenario, language, held);
  });

  it('name the right cause first in 95 of 100, with four questions in the median, and always something to do', () => {
    table.print(`scenarios through the engine, ${language}`);
    expect(table.size).toBe(scenarios.length);
    expect(table.rightShare).toBeGreaterThanOrEqual(0.95);
    expect(table.medianQuestions).toBeLessThanOrEqual(4);
    expect(table.withoutSteps).toBe(0);
  });
});
