import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Happening } from '../../src/adapters/adapter.ts';
import { Desk, paragraph, portQuestion } from '../adapters/slack/desk.ts';
import { controlsIn } from '../fakes/slack/controls-in.ts';
import { FakePeople } from '../fakes/slack/fake-people.ts';

const many = { botToken: null, clientId: 'client.1', clientSecret: 'client-secret', stateSecret: 'state-secret' };
const TEAMS = ['T2', 'T3', 'T4'];
const CASES_EACH = 15;

let desk: Desk;
beforeEach(async () => {
  desk = await Desk.open('http', { settings: { ...many, deskChannel: 'T2/CDESK' }, fake: { budgets: null } });
  for (const team of TEAMS) await desk.install(team);
});
afterEach(() => desk.close());

const words = { blocks: [paragraph('返事')] };
/** `CT2-7` is a channel of T2. */
const teamOf = (channel: string) => /^C(T\d)-/.exec(channel)?.[1] ?? null;

async function wholeCase(happening: Happening, team: string, index: number): Promise<void> {
  const said = await desk.say(happening, portQuestion);
  if (said.type !== 'done' || said.platformId === undefined) expect.fail(JSON.stringify(said));
  const { platformId } = said;
  const showing = { type: 'edit' as const, message: 'm1', platformId, document: words, final: true };
  const [, message] = platformId.split(`slack:${team}/CT`);
  expect(message, 'the message is in its own workspace').toBeDefined();
  const [edited, desked] = await Promise.all([
    desk.say(happening, words, { showing }),
    index % 5 === 0 ? desk.say(happening, words, { to: 'desk' }) : null,
    new FakePeople(desk.slack, team).command('help', { channel: `C${team}-${index}` }).acked,
  ]);
  expect(edited).toMatchObject({ type: 'done' });
  if (desked) expect(desked).toMatchObject({ type: 'done' });
}

describe('the token of one workspace', () => {
  it('is never used for another, however many cases of all run at once', async () => {
    for (const team of TEAMS) {
      for (let index = 0; index < CASES_EACH; index += 1) desk.slack.team(team).addChannel(`C${team}-${index}`);
    }
    const cases = Array.from({ length: CASES_EACH }, (_, index) => index).flatMap((index) =>
      TEAMS.map(async (team) => {
        const channel = `C${team}-${index}`;
        new FakePeople(desk.slack, team).command('送れません', { channel });
        const fits = ({ workspace, address }: Happening) =>
          workspace === `slack:${team}` && address?.includes(`"${channel}"`) === true;
        await wholeCase(await desk.happening(fits), team, index);
      }),
    );
    await Promise.all(cases);
    await desk.adapter.stop();
    const inChannels = desk.slack.calls.filter(({ args }) => teamOf(args['channel'] ?? '') !== null);
    expect(inChannels.length).toBeGreaterThanOrEqual(TEAMS.length * CASES_EACH * 2);
    for (const { method, args, token } of inChannels) {
      const team = teamOf(args['channel'] ?? '') ?? '';
      expect(token, `${method} in ${args['channel']}`).toBe(desk.slack.team(team).botToken);
    }
    const atDesk = desk.slack.calls.filter(({ args }) => args['channel'] === 'CDESK');
    expect(new Set(atDesk.map(({ token }) => token))).toEqual(new Set([desk.slack.team('T2').botToken]));
  });

  it('cannot be reached by a button of another: neither as an answer nor at the desk', async () => {
    new FakePeople(desk.slack, 'T2').command('');
    const started = await desk.happening();
    await desk.say(started, portQuestion);
    await desk.say(
      started,
      { blocks: [paragraph('受付')], actions: [{ id: 'claim', label: '担当する' }] },
      { to: 'desk' },
    );
    for (const [channel, label] of [
      ['C1', '25'],
      ['CDESK', '担当する'],
    ] as const) {
      const shown = desk.posts(channel, 'T2')[0] ?? expect.fail(`nothing in ${channel}`);
      const copied = desk.slack.team('T3').add({ ...shown });
      const id = controlsIn(shown.blocks).find((control) => control.label === label)?.id ?? '';
      await new FakePeople(desk.slack, 'T3').press(copied, id).acked;
    }
    await desk.slack.until(() => desk.whispers('U1', 'T3').length === 2);
    expect(desk.inbox.taken).toHaveLength(1);
  });
});
