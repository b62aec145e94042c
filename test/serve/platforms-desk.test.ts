import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RESOURCES } from '../../src/message/resources.ts';
import { dataText } from '../../src/message/text.ts';
import { createTranslator } from '../../src/message/translator.ts';
import { startDns, type LabDns } from '../lab/dns-server.ts';
import { loadScenarios } from '../scenarios/scenario.ts';
import { BothPlatforms } from './both-platforms.ts';
import { discordDesk, discordWaysIn } from './discord-room.ts';
import { holdCase } from './platform-person.ts';
import type { DeskRoom, Room, WayIn } from './room.ts';
import { slackDesk, slackWaysIn } from './slack-room.ts';

/** Nothing listens there: every port is refused at once. */
const NETWORK = `127.${1 + (process.pid % 250)}.${1 + (Math.floor(process.pid / 250) % 250)}`;
const CROWD = 5;

const down = loadScenarios().find(({ server }) => server === 'down');
if (!down) throw new Error('no scenario with a server that is down');

describe('the desk', () => {
  let dns: LabDns;
  let both: BothPlatforms;
  let env: Record<string, string>;
  let ways: Record<'slack' | 'discord', WayIn[]>;
  let desks: Record<'slack' | 'discord', DeskRoom>;

  beforeAll(async () => {
    const hosts = [down.host, 'smtp.desk.example', 'smtp.slack.example', 'smtp.discord.example'];
    dns = await startDns(Object.fromEntries(hosts.map((host, index) => [host, { A: [`${NETWORK}.${index + 1}`] }])));
    both = await BothPlatforms.open();
    const { discord, slack } = both;
    const channel = discord.world.addChannel('desk', { guild: discord.world.addGuild('Desk', 'ja').id });
    ways = { slack: slackWaysIn(slack), discord: discordWaysIn(discord) };
    desks = { slack: slackDesk(slack), discord: discordDesk(discord, channel) };
    const desk = join(both.folder, 'desk.yaml');
    writeFileSync(desk, `name: 情報システム課\nslack:\n  channel: CDESK\ndiscord:\n  channel: "${channel.id}"\n`);
    env = { OP25B_DNS: dns.server, OP25B_ALLOW_NETWORKS: `${NETWORK}.0/24`, OP25B_DESK: desk };
    await both.startOnBoth(env);
  });
  afterAll(async () => {
    await both.close();
    dns.close();
  });

  describe.each(['slack', 'discord'] as const)('on %s', (platform) => {
    /** Somebody new who asks about a server and is asked back. */
    async function asked(server: string): Promise<Room> {
      const room = ways[platform][0]?.open('ja') ?? expect.fail('no way in');
      await room.begin(`${server} からメールが送れません`);
      await room.until(() => room.asked());
      return room;
    }

    it(
      'gets a case with all that is known, takes it, gives it back, and resolves it',
      { timeout: 90_000 },
      async () => {
        const desk = desks[platform];
        const room = await asked('smtp.desk.example');
        await room.callDesk();
        const opened = await room.until(() => desk.seen().find(({ words }) => words.includes('受付番号')));
        // Summary, causes, the probe's table, and what was said.
        for (const words of [
          '対応待ち',
          'smtp.desk.example',
          '考えられる原因',
          '確認結果',
          '587番',
          'これまでのやり取り',
          'メールが送れません',
        ])
          expect(opened.words).toContain(words);
        expect(opened.buttons).toEqual(['担当する', '解決済みにする']);
        await room.until(() => room.said().some((words) => words.includes('担当窓口に引き継ぎました')));

        await desk.press('担当する');
        await room.until(() =>
          room.said().some((words) => words.includes(desk.name) && words.includes('さんが担当します')),
        );
        await room.until(() => desk.seen().some(({ buttons }) => buttons.includes('ボットに戻す')));
        const silent = room.said().length;
        await room.say('プロバイダーを変えたばかりです');
        await room.until(() => desk.seen().some(({ words }) => words.includes('対応しています')));
        await room.say('587番にしました');

        await desk.press('ボットに戻す');
        const goesOn = await room.until(() => room.said().length > silent && room.said());
        expect(goesOn[silent]).toContain('担当者からボットに戻りました');
        await room.until(() => room.asked());

        await room.callDesk();
        await room.until(() => desk.seen().some(({ buttons }) => buttons.includes('担当する')));
        const again = desk.seen().filter(({ words }) => words.includes('プロバイダーを変えたばかりです'));
        expect(again, 'what was said meanwhile is in the record').toHaveLength(1);
        await desk.press('解決済みにする');
        await room.until(() => room.said().some((words) => words.includes('この件を解決済みにしました')));
        await room.until(() => desk.seen().every(({ buttons }) => buttons.length === 0));
      },
    );

    it('is told once when five people report one server, and those who come later that it is known', async () => {
      const server = `smtp.${platform}.example`;
      const alerts = () => desks[platform].seen().filter(({ words }) => words.includes(server));
      for (let person = 0; person < CROWD; person += 1) {
        expect(alerts()).toEqual([]);
        await asked(server);
      }
      const later = await asked(server);
      await later.until(() => alerts().length > 0);
      await later.until(() => later.said().some((words) => words.includes('ほかの方からも同じ報告')));
      await asked(server);
      expect(alerts()).toHaveLength(1);
      expect(alerts()[0]?.words).toContain('587');
    });

    it('sees in op25b stats how often the steps helped', async () => {
      const room = ways[platform][0]?.open('ja') ?? expect.fail('no way in');
      await holdCase(room, down, 'ja');
      await room.until(() => room.said().some((words) => words.includes('よかったです')));
      const name = createTranslator(RESOURCES).plain('ja', dataText(`cause:${down.expect.cause}.name`));
      const { stdout } = await promisify(execFile)(process.execPath, ['src/op25b.js', 'stats', '--lang', 'ja'], {
        env: { OP25B_DATA_DIR: both.folder },
      });
      expect(stdout).toMatch(/解決 [1-9]/u);
      expect(stdout.split('\n').find((line) => line.startsWith(name))).toContain('手順で解決 100%');
    });
  });
});

it('a desk without a channel is whom the person is told to ask', async () => {
  const both = await BothPlatforms.open();
  try {
    const desk = join(both.folder, 'desk.yaml');
    writeFileSync(desk, 'name: 情報システム課\ncontact: 内線 1234\n');
    await both.startOnBoth({ OP25B_DESK: desk });
    for (const [way] of [slackWaysIn(both.slack), discordWaysIn(both.discord)]) {
      const room = way?.open('ja') ?? expect.fail('no way in');
      await room.begin('メールが送れません');
      await room.until(() => room.asked());
      await room.callDesk();
      await room.until(() => room.said().some((words) => words.includes('内線 1234')));
    }
  } finally {
    await both.close();
  }
});
