import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { LANGUAGES } from '../../src/message/message.ts';
import { createProber, type Prober } from '../../src/probe/prober.ts';
import { createResolver } from '../../src/probe/resolver.ts';
import { labDial } from '../lab/mail-server.ts';
import { SHORT } from '../probe/probing.ts';
import { holdConversation } from './hold-conversation.ts';
import { openChat } from './open-chat.ts';
import { expectOutcome, ResultTable } from './result-table.ts';
import { startScenarioLab, type ScenarioLab } from './scenario-lab.ts';
import { loadScenarios } from './scenario.ts';

const scenarios = loadScenarios();
const knowledge = loadKnowledge();
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

it('has at least 120 scenarios, with every cause among them', () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(120);
  const played = new Set(scenarios.map((scenario) => scenario.expect.cause));
  expect(knowledge.engine.diagnosis.causes.map(({ id }) => id).filter((id) => !played.has(id))).toEqual([]);
});

describe.each(LANGUAGES)('whole conversations in %s', (language) => {
  const table = new ResultTable();

  it.each(scenarios)('$id', async (scenario) => {
    const held = await holdConversation(scenario, language, await openChat(language === 'ja' ? 'en' : 'ja', prober));
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
