import { readdirSync, readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { textOf } from '../fakes/slack/block-rules.ts';
import { FakePeople } from '../fakes/slack/fake-people.ts';
import { BothPlatforms } from './both-platforms.ts';

const SIGNING_SECRET = 'signing-secret';

let both: BothPlatforms;
afterEach(() => both.close());

/** Slack sends its requests to the bot, and anybody may install it; resolves once it answers. */
async function start(): Promise<() => Promise<void>> {
  const { slack, http } = both;
  slack.eventsUrl = { url: `http://${http}/slack/events`, signingSecret: SIGNING_SECRET };
  const key = randomBytes(32).toString('base64');
  const launch = async () => {
    const bot = both.start({
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_CLIENT_ID: slack.oauth.clientId,
      SLACK_CLIENT_SECRET: slack.oauth.clientSecret,
      SLACK_STATE_SECRET: 'state-secret',
      SLACK_API_URL: slack.apiUrl,
      OP25B_SECRET_KEY: key,
    });
    await both.healthy(({ status }) => status === 'ok');
    again = async () => {
      expect(await bot.stop()).toBe(0);
      await launch();
    };
  };
  let again = launch;
  await launch();
  return () => again();
}

/** Somebody opens the install page, allows the app, and comes back. */
async function install(team: string): Promise<number> {
  both.slack.oauth.nextTeam = team;
  const begun = await fetch(`http://${both.http}/slack/install`, { redirect: 'manual' });
  const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
  const allowed = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' });
  return (await fetch(allowed.headers.get('location') ?? '', { headers: { cookie } })).status;
}

/** Everything that lies in the data folder, as bytes. */
function onDisk(): string {
  const files = readdirSync(both.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => readFileSync(join(parentPath, name)).toString('latin1')).join('\n');
}

async function asksAndIsAnswered(team: string): Promise<string> {
  const { slack } = both;
  const people = new FakePeople(slack, team);
  const { ts, acked } = people.mention('メールが送れません');
  expect(await acked).not.toBeNull();
  const answer = await slack.until(() =>
    slack.team(team).messages.find(({ bot, thread }) => bot !== null && thread === ts),
  );
  return textOf(answer.blocks);
}

describe('the app that anybody may install', () => {
  it('serves each workspace with its own token, which lies on disk encrypted and outlives the process', async () => {
    both = await BothPlatforms.open();
    const restart = await start();
    expect(await install('T2')).toBe(200);
    expect(await install('T3')).toBe(200);
    for (const team of ['T2', 'T3']) expect(await asksAndIsAnswered(team)).not.toBe('');
    expect(onDisk()).toContain('slack:T2');
    expect(onDisk()).not.toContain('xoxb');

    await restart();
    for (const team of ['T2', 'T3']) expect(await asksAndIsAnswered(team)).not.toBe('');
    const tokens = new Set(both.slack.callsOf('chat.postMessage').map(({ token }) => token));
    expect(tokens).toEqual(new Set(['T2', 'T3'].map((team) => both.slack.team(team).botToken)));
  });

  it('forgets a workspace that removed it, serves the others, and takes it back', async () => {
    both = await BothPlatforms.open();
    await start();
    await install('T2');
    await install('T3');
    await asksAndIsAnswered('T2');
    expect(await new FakePeople(both.slack, 'T2').uninstall().acked).not.toBeNull();
    expect(await asksAndIsAnswered('T3')).not.toBe('');
    const calls = () => both.slack.calls.filter(({ token }) => token === both.slack.team('T2').botToken).length;
    const before = calls();
    expect(await new FakePeople(both.slack, 'T2').mention('まだいますか').acked).not.toBeNull();
    await asksAndIsAnswered('T3');
    expect(calls(), 'the dead token is used no more').toBe(before);
    expect(await install('T2')).toBe(200);
    expect(await asksAndIsAnswered('T2')).not.toBe('');
    expect((await both.healthy(() => true)).status).toBe('ok');
  });

  it('takes no request that Slack did not sign', async () => {
    both = await BothPlatforms.open();
    await start();
    both.slack.eventsUrl = { url: `http://${both.http}/slack/events`, signingSecret: 'another' };
    expect(await new FakePeople(both.slack).command('').acked).toBeNull();
  });
});
