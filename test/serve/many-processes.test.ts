import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FakeSlack } from '../fakes/slack/fake-slack.ts';
import { startPostgres, type PostgresServer } from '../journal/start-postgres.ts';
import { BotProcess } from './bot-process.ts';
import { SlackCrowd } from './slack-crowd.ts';

const PEOPLE = 1_000;
/** How many presses each person makes. */
const PRESSES = 2;
const REPEATED = '（再送）';

describe('op25b serve as several processes on one PostgreSQL', () => {
  let postgres: PostgresServer;
  let slack: FakeSlack;
  const bots: BotProcess[] = [];

  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());
  afterEach(async () => {
    await Promise.all(bots.splice(0).map((bot) => bot.kill()));
    await slack.close();
  });

  async function start(url: string): Promise<BotProcess> {
    const before = slack.socket.connected;
    const bot = BotProcess.start({
      SLACK_BOT_TOKEN: slack.team().botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      DATABASE_URL: url,
      LOG_LEVEL: 'warn',
    });
    bots.push(bot);
    await slack.until(() => slack.socket.connected > before, 30_000);
    return bot;
  }

  it.each([2, 4])(
    '%i of them share a thousand cases, and go on where one dies',
    async (processes) => {
      slack = await FakeSlack.start({ budgets: null });
      slack.socket.spread = true;
      const url = await postgres.fresh();
      await Promise.all(Array.from({ length: processes }, () => start(url)));
      const crowd = new SlackCrowd(slack, PRESSES);
      const asked = crowd.ask('メールが送れません。', PEOPLE);
      await crowd.talk(1 / 4);
      await bots[0]?.kill();
      await asked;
      await crowd.talk();
      const transcripts = new Set(
        crowd.transcripts().map((said) => said.filter((words) => !words.includes(REPEATED)).join('\n')),
      );
      expect(transcripts.size).toBe(1);
    },
    300_000,
  );
});
