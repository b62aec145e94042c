import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { LANGUAGES, type Language } from '../../src/message/message.ts';
import { RESOURCES } from '../../src/message/resources.ts';
import { dataText, text } from '../../src/message/text.ts';
import { createTranslator } from '../../src/message/translator.ts';
import { holdConversation } from '../scenarios/hold-conversation.ts';
import { openChat } from '../scenarios/open-chat.ts';
import { startScenarioLab, type ScenarioLab } from '../scenarios/scenario-lab.ts';
import { sample } from '../scenarios/sample.ts';
import { loadScenarios, type Scenario } from '../scenarios/scenario.ts';
import { createProber, type Prober } from '../../src/probe/prober.ts';
import { createResolver } from '../../src/probe/resolver.ts';
import { systemDial } from '../../src/probe/system-dial.ts';
import { BothPlatforms } from './both-platforms.ts';
import { discordWaysIn } from './discord-room.ts';
import { holdCase } from './platform-person.ts';
import type { Room, WayIn } from './room.ts';
import { slackWaysIn } from './slack-room.ts';

const NETWORK = `127.${1 + (process.pid % 250)}.${1 + (Math.floor(process.pid / 250) % 250)}`;
const isRequired = process.getuid?.() === 0 || process.env['CI'] === 'true';
if (!isRequired) console.log('skipped: whole cases on both platforms need root, for the mail ports');

const translator = createTranslator(RESOURCES);
const scenarios = loadScenarios();
const SAMPLE = sample(scenarios, 12);
const usual = scenarios.find(({ id }) => id === 'op25b-thunderbird-self-check');
if (!usual) throw new Error('the scenario is gone');

const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Conversations held at once. */
const AT_ONCE = 13;

describe.runIf(isRequired)('one process on Slack and Discord at once', () => {
  let lab: ScenarioLab;
  let both: BothPlatforms;
  let ways: Record<'slack' | 'discord', WayIn[]>;
  /** What the terminal says, for comparison. */
  let prober: Prober;

  beforeAll(async () => {
    lab = await startScenarioLab(scenarios, NETWORK, true);
    const knowledge = loadKnowledge();
    prober = createProber({
      resolver: createResolver({ server: lab.dns }),
      dial: systemDial,
      allowNetworks: [`${NETWORK}.0/24`],
      calibration: lab.calibration,
      providers: knowledge.providers,
      ehloName: 'bot.lab.example',
      now: () => performance.now(),
      ca: [lab.pem],
    });
    both = await BothPlatforms.open();
    ways = { slack: slackWaysIn(both.slack), discord: discordWaysIn(both.discord) };
    await both.startOnBoth({
      OP25B_DNS: lab.dns,
      OP25B_ALLOW_NETWORKS: `${NETWORK}.0/24`,
      OP25B_CALIBRATION: lab.calibration.map(({ host, port }) => `${host}:${port}`).join(','),
      NODE_EXTRA_CA_CERTS: lab.pemFile,
      LOG_LEVEL: 'warn',
    });
  });
  afterAll(async () => {
    await both.close();
    await lab.close();
  });

  describe.each(['slack', 'discord'] as const)('%s', (platform) => {
    it.each(LANGUAGES)('leads through a whole case by every way in, in %s', { timeout: 240_000 }, async (language) => {
      await inTurns(ways[platform], async ({ name, open }) => {
        const room = open(language);
        await holdCase(room, usual, language);
        await expectEnd(room, usual, language, name);
      });
    });

    it.each(LANGUAGES)(
      'comes to the cause and the steps of each scenario as the terminal does, in %s',
      { timeout: 600_000 },
      async (language) => {
        const [way] = ways[platform];
        await inTurns(SAMPLE, async (scenario) => {
          const room = way?.open(language) ?? expect.fail('no way in');
          const questions = await holdCase(room, scenario, language);
          expect(questions, `${scenario.id}: no question twice`).toEqual([...new Set(questions)]);
          await expectEnd(room, scenario, language, scenario.id);
          const { diagnosis } = await holdConversation(scenario, language, await openChat(language, prober));
          const shown = squeezed(room.said().join(''));
          const places = (diagnosis?.remedy?.steps ?? []).map((step) => shown.indexOf(squeezed(step)));
          expect(places.length, scenario.id).toBeGreaterThan(0);
          expect(places, scenario.id).not.toContain(-1);
          expect(places, scenario.id).toEqual(places.toSorted((one, other) => one - other));
        });
      },
    );
  });
});

/** The cause, the values to set, and the last words are what the person read. */
async function expectEnd(room: Room, scenario: Scenario, language: Language, name: string): Promise<void> {
  const { cause, certainty, remedy } = scenario.expect;
  const solved = translator.plain(language, text('conversation:solved'));
  await room.until(() => room.said().some((words) => words.includes(solved)));
  const said = room.said().join('\n');
  if (language === 'en') expect(said, name).not.toMatch(KANA);
  const answer = text(`conversation:answer.${certainty}`, { cause: dataText(`cause:${cause}.name`) });
  expect(squeezed(said), name).toContain(squeezed(translator.plain(language, answer)));
  for (const value of [remedy?.host, remedy?.port]) {
    if (value !== undefined) expect(said, name).toContain(String(value));
  }
}

function squeezed(words: string): string {
  return words.replaceAll(/[\s`]/gu, '');
}

/** Does the work for all of them, AT_ONCE at a time. */
async function inTurns<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const worker = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
