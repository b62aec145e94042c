import { afterEach, describe, expect, it } from 'vitest';
import { readDesk } from '../../src/desk/desk-file.ts';
import { mayAtDesk, type DeskPerson } from '../../src/desk/desk-people.ts';
import type { Document } from '../../src/message/document.ts';
import { stand } from '../adapters/discord/stand.ts';
import { Desk, paragraph } from '../adapters/slack/desk.ts';
import { textOf } from '../fakes/slack/block-rules.ts';
import { controlsIn } from '../fakes/slack/controls-in.ts';

const CARD: Document = {
  blocks: [paragraph('受付 7K3M9-QX2DP')],
  actions: [
    { id: 'claim', label: '担当する' },
    { id: 'hand-back', label: 'ボットに戻す' },
    { id: 'resolve', label: '解決した' },
  ],
};
const PEOPLE = `people:
  - { slack: U1 }
  - { slack: U2, may: [claim] }
  - { slack: U4, may: [figures] }
  - { discord: '100' }
  - { discord: '200', may: [claim] }
`;

const peopleIn = (yaml: string): DeskPerson[] => readDesk(yaml).desk?.people ?? expect.fail('no desk');
const named = peopleIn(PEOPLE);
const acted = (taken: Desk['inbox']['taken']) =>
  taken.flatMap(({ event }) => (event.type === 'desk-acted' ? [`${event.by} ${event.action}`] : []));

describe('the desk on Slack', () => {
  let desk: Desk;
  afterEach(() => desk.close());

  async function cardShown(people: DeskPerson[]) {
    desk = await Desk.open('socket');
    desk.deskRights = (ids, right) => mayAtDesk(people, 'slack', ids, right);
    for (const user of ['U2', 'U4']) desk.slack.team().users.set(user, 'ja-JP');
    desk.people.command('');
    await desk.say(await desk.happening(), CARD, { to: 'desk' });
    return desk.posts('CDESK')[0] ?? expect.fail('nothing at the desk');
  }

  it('lets each do what the desk file lets them, and tells the others alone that they may not', async () => {
    const shown = await cardShown(named);
    for (const user of ['U1', 'U2', 'U3', 'U4']) {
      for (const { id } of controlsIn(shown.blocks)) await desk.people.press(shown, id, { user }).acked;
    }
    await desk.adapter.stop();
    expect(acted(desk.inbox.taken)).toEqual(['U1 claim', 'U1 hand-back', 'U1 resolve', 'U2 claim', 'U2 hand-back']);
    expect(['U2', 'U3', 'U4'].map((user) => desk.whispers(user).length)).toEqual([1, 3, 3]);
    const refused = desk.logged.filter((line) => line.startsWith('audit-line') && line.includes('"result":"refused"'));
    expect(refused).toHaveLength(7);
    expect(refused.join('')).not.toMatch(/U[2-4]"/);
  });

  it('lets everybody in its channel act where the desk file names nobody of Slack, and nobody elsewhere', async () => {
    const shown = await cardShown(named.filter(({ platform }) => platform === 'discord'));
    const [claim] = controlsIn(shown.blocks);
    await desk.people.press(shown, claim?.id ?? '', { user: 'U3' }).acked;
    await desk.people.press(desk.slack.team().add({ ...shown, channel: 'C1', ts: '1.1' }), claim?.id ?? '').acked;
    await desk.adapter.stop();
    expect(acted(desk.inbox.taken)).toEqual(['U3 claim']);
  });

  it('shows its figures to whom the desk file lets see them, even of those in its channel', async () => {
    await cardShown(named);
    desk.inbox.counted.set('cases:solved', 3);
    const homeOf = async (user: string) => {
      await desk.people.openHome({ user }).acked;
      return desk.slack.until(() => desk.slack.team().views.find((view) => view.type === 'home' && view.user === user));
    };
    for (const [user, sees] of [
      ['U1', true],
      ['U2', false],
      ['U3', false],
      ['U4', true],
    ] as const) {
      expect(textOf((await homeOf(user)).view).includes('解決 3件'), user).toBe(sees);
    }
  });
});

describe('the desk on Discord', () => {
  it('lets each do what the desk file lets them, by their id or one of their roles', async () => {
    const { fake, channel, desk, hanako, inbox, taken, deliver, lines } = await stand({
      deskRights: (ids, right) => mayAtDesk(named, 'discord', ids, right),
    });
    fake.people.slash(channel, hanako);
    const { conversation } = await taken(0);
    await deliver(conversation, { type: 'say', message: 'desk', document: CARD }, { to: 'desk' });
    const shown = [...desk.messages.values()].at(-1) ?? expect.fail('nothing at the desk');
    const outsider = fake.world.addUser('outsider');
    for (const [roles, label] of [
      [[], '担当する'],
      [['300'], '解決した'],
      [['200'], '担当する'],
      [['200'], '解決した'],
      [['300', '100'], '解決した'],
    ] as const) {
      const press = fake.people.press(shown, outsider, label, { roles: [...roles] });
      await fake.waitFor(() => press.answered !== null, 'an answer');
      await fake.waitFor(() => press.followUps.length + inbox.taken.length >= 2 || press.followUps[0], 'its end');
    }
    await fake.waitFor(() => inbox.taken.length === 3, 'the presses that count');
    expect(inbox.taken.slice(1).map(({ event }) => event)).toMatchObject([
      { type: 'desk-acted', action: 'claim' },
      { type: 'desk-acted', action: 'resolve' },
    ]);
    const refused = lines.filter(({ message }) => message === 'audit-line');
    expect(refused.map(({ fields }) => fields)).toMatchObject([
      { act: 'claim', result: 'refused' },
      { act: 'resolve', result: 'refused' },
      { act: 'resolve', result: 'refused' },
    ]);
  });
});

describe('the people in a desk file', () => {
  it('may do everything where it says nothing of their rights', () => {
    expect(mayAtDesk(named, 'slack', ['U1'], 'resolve')).toBe(true);
    expect(mayAtDesk(named, 'slack', ['U2'], 'resolve')).toBe(false);
    expect(mayAtDesk(named, 'discord', ['U1'], 'resolve')).toBe(false);
    expect(mayAtDesk([], 'slack', ['U1'], 'resolve')).toBeNull();
    expect(mayAtDesk(peopleIn('people: [{ discord: "100" }]'), 'slack', ['U1'], 'claim')).toBeNull();
  });
});
