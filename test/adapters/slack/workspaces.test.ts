import { afterEach, describe, expect, it } from 'vitest';
import { FakePeople } from '../../fakes/slack/fake-people.ts';
import { Desk, paragraph, type Mode } from './desk.ts';

let desk: Desk;
afterEach(() => desk.close());

const words = { blocks: [paragraph('返事')] };
const many = { botToken: null, clientId: 'client.1', clientSecret: 'client-secret', stateSecret: 'state-secret' };

async function open(mode: Mode): Promise<void> {
  desk = await Desk.open(mode, { settings: many });
}

describe.each<Mode>(['socket', 'http'])('many workspaces, by %s', (mode) => {
  it('install the app, each is answered with its own token', async () => {
    await open(mode);
    expect((await desk.install('T2')).status).toBe(200);
    expect((await desk.install('T3')).status).toBe(200);
    expect([...desk.secrets.keys()].toSorted()).toEqual(['slack:T2', 'slack:T3']);
    for (const team of ['T2', 'T3']) {
      new FakePeople(desk.slack, team).command('');
      const started = await desk.happening(({ workspace }) => workspace === `slack:${team}`);
      expect(started).toMatchObject({ person: `slack:${team}:U1`, language: 'ja' });
      expect(await desk.say(started, words)).toMatchObject({
        type: 'done',
        platformId: expect.stringContaining(`slack:${team}/C1/`),
      });
      expect(desk.posts('C1', team)).toHaveLength(1);
    }
    const tokens = desk.slack.callsOf('chat.postMessage').map(({ token }) => token);
    expect(tokens).toEqual([desk.slack.team('T2').botToken, desk.slack.team('T3').botToken]);
  });

  it('an installation that was not begun here is refused', async () => {
    await open(mode);
    const forged = await fetch(`http://127.0.0.1:${desk.http.port}/slack/oauth_redirect?code=x&state=forged`);
    expect(forged.ok).toBe(false);
    expect(desk.secrets.size).toBe(0);
  });

  it.each(['uninstall', 'revokeToken'] as const)('%s takes the installation away', async (way) => {
    await open(mode);
    await desk.install('T2');
    const people = new FakePeople(desk.slack, 'T2');
    people.command('');
    const started = await desk.happening();
    await people[way]().acked;
    await desk.slack.until(() => desk.secrets.size === 0);
    expect(await desk.say(started, words)).toEqual({ type: 'impossible', reason: 'not-installed' });
    // Installed again, the conversation goes on.
    await desk.install('T2');
    expect(await desk.say(started, words)).toMatchObject({ type: 'done' });
  });

  it('a token that was changed elsewhere is looked up anew', async () => {
    await open(mode);
    await desk.install('T2');
    new FakePeople(desk.slack, 'T2').command('');
    const started = await desk.happening();
    const [key, json] = [...desk.secrets][0] ?? expect.fail('nothing kept');
    const old = desk.slack.team('T2').botToken;
    desk.slack.teams.delete('T2');
    const team = desk.slack.addTeam('T2', 'xoxb-new');
    desk.secrets.set(key, json.replaceAll(old, team.botToken));
    expect(await desk.say(started, words)).toMatchObject({ type: 'done' });
  });

  it('a person of a workspace that is not installed gets no silence from the button, and nothing is lost for it', async () => {
    await open(mode);
    const people = new FakePeople(desk.slack, 'T1');
    expect(await people.command('').acked).not.toBeNull();
    expect(await desk.happening()).toMatchObject({ language: null });
  });
});

describe('one workspace', () => {
  it('says that its token was revoked', async () => {
    desk = await Desk.open('socket');
    await desk.people.revokeToken().acked;
    await desk.slack.until(() => desk.adapter.health().problem !== null);
    expect(desk.adapter.health()).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('SLACK_BOT_TOKEN'),
    });
  });

  it('has no page to install from', async () => {
    desk = await Desk.open('http');
    expect((await fetch(`http://127.0.0.1:${desk.http.port}/slack/install`)).status).toBe(404);
  });
});
