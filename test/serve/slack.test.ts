import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FakeSlack } from '../fakes/slack/fake-slack.ts';
import { startScenarioLab, type ScenarioLab } from '../scenarios/scenario-lab.ts';
import { loadScenarios } from '../scenarios/scenario.ts';
import { BotProcess } from './bot-process.ts';
import { SlackPerson } from './slack-person.ts';

const NETWORK = `127.${1 + (process.pid % 250)}.${1 + (Math.floor(process.pid / 250) % 250)}`;
const isRequired = process.getuid?.() === 0 || process.env['CI'] === 'true';
if (!isRequired) console.log('skipped: `op25b serve` against mail servers needs root, for the mail ports');
const scenarios = loadScenarios().filter(({ id }) => id === 'op25b-thunderbird-self-check');
const [scenario] = scenarios;
if (!scenario) throw new Error('the scenario is gone');

describe.runIf(isRequired)('op25b serve on Slack', () => {
  let lab: ScenarioLab;
  let slack: FakeSlack;
  let folder: string;
  const bots: BotProcess[] = [];

  beforeAll(async () => {
    lab = await startScenarioLab(scenarios, NETWORK, true);
  });
  afterAll(() => lab.close());
  beforeEach(async () => {
    slack = await FakeSlack.start({ budgets: null });
    folder = mkdtempSync(join(tmpdir(), 'op25b-serve-'));
  });
  afterEach(async () => {
    await Promise.all(bots.splice(0).map((bot) => bot.kill()));
    await slack.close();
    rmSync(folder, { recursive: true });
  });

  /** Resolves when Slack has the bot's connection. */
  async function start(): Promise<BotProcess> {
    const before = slack.socket.connected;
    const bot = BotProcess.start({
      SLACK_BOT_TOKEN: slack.team().botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      OP25B_DATA_DIR: folder,
      OP25B_DNS: lab.dns,
      OP25B_ALLOW_NETWORKS: `${NETWORK}.0/24`,
      NODE_EXTRA_CA_CERTS: lab.pemFile,
    });
    bots.push(bot);
    await slack.until(() => slack.socket.connected > before, 20_000);
    return bot;
  }

  it('holds a whole case in a thread and stops cleanly', async () => {
    const bot = await start();
    const person = new SlackPerson(slack, scenario, 'U1');
    await person.ask(scenario.opening.ja);
    await person.answerAll();
    await slack.until(() => person.said().some((words) => words.includes('よかったです')));
    expect(person.said().join('\n')).toContain('587');
    expect(await bot.stop()).toBe(0);
  });

  it('asks nobody again what was answered before the process died', async () => {
    let bot = await start();
    const person = new SlackPerson(slack, scenario, 'U1');
    await person.ask(scenario.opening.ja);
    while (!(await person.answerNext())) {
      await bot.kill();
      bot = await start();
    }
    await slack.until(() => person.said().some((words) => words.includes('よかったです')));
    expect(person.asked).toEqual([...new Set(person.asked)]);
  }, 120_000);
});
