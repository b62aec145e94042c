import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FakeSlack } from '../fakes/slack/fake-slack.ts';
import { startPostgres, type PostgresServer } from '../journal/start-postgres.ts';
import { BotProcess } from './bot-process.ts';
import { SlackCrowd } from './slack-crowd.ts';

const PEOPLE = 1_000;
const FEWER = 100;
/** How many questions each person answers. */
const PRESSES = 1;
/** The line that marks a message which may have been shown before. */
const REPEATED = '\n（再送）';

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

  async function start(processes: number): Promise<void> {
    slack = await FakeSlack.start({ budgets: null });
    slack.socket.spread = true;
    const url = await postgres.fresh();
    for (let count = 0; count < processes; count++) {
      bots.push(
        BotProcess.start({
          SLACK_BOT_TOKEN: slack.team().botToken,
          SLACK_APP_TOKEN: slack.appToken,
          SLACK_API_URL: slack.apiUrl,
          DATABASE_URL: url,
          LOG_LEVEL: 'warn',
        }),
      );
    }
    await slack.until(() => slack.socket.connected >= processes, 60_000);
  }

  /** Kills one of the processes. */
  async function killOne(): Promise<void> {
    await bots.shift()?.kill();
  }

  /** Resolves with the talk; rejects when a process ends that nobody killed. */
  function whileAlive(talk: Promise<void>): Promise<void> {
    const ends = bots.map(async (bot) => {
      const code = await bot.ended();
      if (bots.includes(bot)) throw new Error(`a process ended with ${code}: ${JSON.stringify(bot.log.slice(-5))}`);
    });
    return Promise.race([talk, Promise.all(ends).then(() => talk)]);
  }

  /** Each conversation as it reads, what was sent again and is marked so read once; all said the same, so there is one. */
  function transcripts(crowd: SlackCrowd): Set<string> {
    return new Set(crowd.transcripts().map((said) => asRead(said).join('\n')));
  }

  function asRead(said: readonly string[]): string[] {
    const read: string[] = [];
    for (const words of said) {
      const isAgain = words.includes(REPEATED);
      const original = words.replace(REPEATED, '');
      if (!isAgain || !read.includes(original)) read.push(original);
    }
    return read;
  }

  it('four of them share a thousand cases, and where two die in the middle the other two go on', async () => {
    await start(4);
    const crowd = new SlackCrowd(slack, PRESSES);
    const asked = crowd.ask('メールが送れません。', PEOPLE);
    await whileAlive(crowd.talk(1 / 4));
    await killOne();
    await whileAlive(crowd.talk(1 / 2));
    await killOne();
    await asked;
    await whileAlive(crowd.talk());
    expect([...transcripts(crowd)]).toHaveLength(1);
  }, 300_000);

  it('two of them go on by themselves when PostgreSQL is stopped and started under load', async () => {
    await start(2);
    const crowd = new SlackCrowd(slack, PRESSES);
    const asked = crowd.ask('メールが送れません。', FEWER);
    await crowd.talk(1 / 4);
    await postgres.restart();
    await asked;
    await whileAlive(crowd.talk());
    expect([...transcripts(crowd)]).toHaveLength(1);
  }, 300_000);
});
