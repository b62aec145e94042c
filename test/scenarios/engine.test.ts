import { PassThrough } from 'node:stream';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JsonLinesAdapter } from '../../src/adapters/terminal/json-lines-adapter.ts';
import { createEngine } from '../../src/conversation/engine.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { LANGUAGES, type Language } from '../../src/message/message.ts';
import { RESOURCES } from '../../src/message/resources.ts';
import { createTranslator } from '../../src/message/translator.ts';
import { createProber, type Prober } from '../../src/probe/prober.ts';
import { createResolver } from '../../src/probe/resolver.ts';
import { createSession } from '../../src/session.ts';
import { labDial } from '../lab/mail-server.ts';
import { SHORT } from '../probe/probing.ts';
import { holdConversation, type Chat } from './hold-conversation.ts';
import { expectOutcome, ResultTable } from './result-table.ts';
import { startScenarioLab, type ScenarioLab } from './scenario-lab.ts';
import { loadScenarios } from './scenario.ts';

const scenarios = loadScenarios();
const knowledge = loadKnowledge();
const translator = createTranslator(RESOURCES);
const engine = createEngine({ ...knowledge.engine, desk: { name: null, contact: null } });
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

function openChat(language: Language): Chat {
  const input = new PassThrough();
  const output = new PassThrough();
  const adapter = new JsonLinesAdapter(input, output, translator);
  const session = createSession({
    engine,
    translator,
    adapter,
    probe: (target, signal) => prober.probe(target, { signal }),
    conversation: engine.begin('C000001', language),
  });
  const ended = adapter
    .run((event) => session.receive(event))
    .then(() => session.settled())
    .finally(() => output.end());
  return {
    send: (line) => input.write(`${JSON.stringify(line)}\n`),
    lines: createInterface({ input: output }),
    async close() {
      input.end();
      output.resume();
      await ended;
    },
  };
}

it('has at least forty scenarios, with every cause of the first piece among them', () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(40);
});

describe.each(LANGUAGES)('whole conversations in %s', (language) => {
  const table = new ResultTable();

  it.each(scenarios)('$id', async (scenario) => {
    const held = await holdConversation(scenario, language, openChat(language === 'ja' ? 'en' : 'ja'));
    table.add(scenario, held);
    expectOutcome(scenario, language, held);
  });

  it('need at most four questions in the median', () => {
    table.print(`scenarios through the engine, ${language}`);
    expect(table.size).toBe(scenarios.length);
    expect(table.medianQuestions).toBeLessThanOrEqual(4);
  });
});
