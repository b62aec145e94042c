import { afterEach, describe, expect, it } from 'vitest';
import { readComponent } from '../../../src/adapters/slack/component-id.ts';
import { textOf } from '../../fakes/slack/block-rules.ts';
import { controlsIn } from '../../fakes/slack/controls-in.ts';
import type { FakeMessage } from '../../fakes/slack/state.ts';
import { Desk, paragraph, portQuestion } from './desk.ts';

let desk: Desk;
afterEach(() => desk.close());

const modals = () => desk.slack.team().views.filter(({ type }) => type === 'modal');
const controlOf = (message: FakeMessage, kind: string) => {
  const found = controlsIn(message.blocks).find(({ id }) => readComponent(id)?.kind === kind);
  return found ?? expect.fail(`no ${kind}`);
};

async function asked(channel = 'C1'): Promise<FakeMessage> {
  desk = await Desk.open('socket');
  desk.people.command('', { channel });
  await desk.say(await desk.happening(), portQuestion);
  return desk.posts(channel)[0] ?? expect.fail('no post');
}

describe('the form for an answer', () => {
  it('asks the question and hands its answer in', async () => {
    const message = await asked();
    desk.people.press(message, controlOf(message, 'type').id);
    const view = await desk.slack.until(() => modals()[0]);
    expect(textOf(view.view)).toContain('ポート番号');
    const sent = desk.people.submit(view, { answer: '  587 か 465 です ' });
    const answered = await desk.happening(({ event }) => event.type === 'answered');
    expect(answered.event).toEqual({ type: 'answered', question: 'port', value: '587 か 465 です' });
    expect((await sent.acked)?.payload).toEqual({});
    // The same form, sent off twice by an impatient finger.
    await desk.people.send(sent.envelope).acked;
    expect(desk.inbox.taken.filter(({ event }) => event.type === 'answered')).toHaveLength(1);
  });

  it('is opened before anything is looked up, and the person is told when it was too late', async () => {
    const message = await asked();
    desk.slack.fail('views.open', { error: 'expired_trigger_id' });
    const from = desk.slack.calls.length;
    desk.people.press(message, controlOf(message, 'type').id);
    await desk.slack.until(() => desk.whispers('U1').find(({ blocks }) => textOf(blocks).includes('開けませんでした')));
    expect(desk.slack.calls[from]?.method).toBe('views.open');
  });

  it('tells the person alone when it was too much', async () => {
    const message = await asked();
    desk.people.press(message, controlOf(message, 'type').id);
    const view = await desk.slack.until(() => modals()[0]);
    desk.inbox.limit = '10秒後に';
    desk.people.submit(view, { answer: '587' });
    await desk.slack.until(() => desk.whispers('U1').find(({ blocks }) => textOf(blocks).includes('10秒後')));
  });
});

describe('the global shortcut', () => {
  it('opens the form first, in the person’s language as soon as it is known', async () => {
    desk = await Desk.open('socket');
    desk.people.globalShortcut({ user: 'U2' });
    const view = await desk.slack.until(() =>
      modals().find((modal) => textOf(modal.view).includes('What is the trouble?')),
    );
    expect(desk.slack.calls.map(({ method }) => method).filter((method) => /^(views|users)/.test(method))).toEqual([
      'views.open',
      'users.info',
      'views.update',
    ]);
    desk.people.submit(view, {
      words: 'since yesterday',
      client: 'Thunderbird',
      server: 'smtp.example.jp',
      port: '25',
      receive: 'works',
    });
    const filled = await desk.happening();
    expect(filled).toMatchObject({
      language: 'en',
      event: {
        type: 'filled',
        answers: { server: 'smtp.example.jp', port: '25', receive: 'works' },
        text: 'since yesterday\nThunderbird',
      },
    });
    await desk.say(filled, { blocks: [paragraph('Thank you.')] }, { language: 'en' });
    expect(desk.posts('DU2')).toHaveLength(1);
  });

  it('does not take an empty form', async () => {
    desk = await Desk.open('socket');
    desk.people.globalShortcut();
    const ack = await desk.people.submit(await desk.slack.until(() => modals()[0]), {}).acked;
    expect(ack?.payload).toMatchObject({ response_action: 'errors', errors: { words: '困っていること' } });
    expect(desk.inbox.taken).toEqual([]);
  });

  it('tells the person when Slack does not open it', async () => {
    desk = await Desk.open('socket');
    desk.slack.fail('views.open', { error: 'expired_trigger_id' });
    desk.people.globalShortcut();
    await desk.slack.until(() => desk.posts('DU1').find(({ blocks }) => textOf(blocks).includes('開けませんでした')));
  });
});

describe('the App Home', () => {
  const homes = (user: string) => desk.slack.team().views.filter((view) => view.type === 'home' && view.user === user);
  const button = (user: string, label: string) =>
    controlsIn(homes(user).at(-1)?.view['blocks']).find((control) => control.label === label)?.id ??
    expect.fail(`no ${label}`);

  it('lists the own cases, and starts one in direct messages', async () => {
    desk = await Desk.open('socket');
    desk.inbox.cases.push({
      conversation: '7K3M9-QX2DP',
      address: null,
      touchedAt: 0,
      language: 'ja',
      server: 'smtp.example.jp',
      cause: 'op25b',
      status: 'closed',
      resolved: true,
      pending: null,
    });
    desk.people.openHome();
    const home = await desk.slack.until(() => homes('U1')[0]);
    expect(textOf(home.view)).toMatch(/7K3M9-QX2DP[^]*（解決済み）[^]*smtp\.example\.jp/);
    desk.people.pressAtHome(button('U1', '相談を始める'));
    const started = await desk.happening();
    expect(started.event).toEqual({ type: 'started' });
    await desk.say(started, portQuestion);
    expect(desk.posts('DU1')).toHaveLength(1);
  });

  it('opens the form', async () => {
    desk = await Desk.open('socket');
    desk.people.openHome();
    await desk.slack.until(() => homes('U1')[0]);
    desk.people.pressAtHome(button('U1', 'フォームに記入する'));
    await desk.slack.until(() => modals()[0]);
  });

  it('changes the language', async () => {
    desk = await Desk.open('socket');
    desk.people.openHome();
    await desk.slack.until(() => homes('U1')[0]);
    desk.people.pressAtHome(button('U1', 'English'));
    await desk.slack.until(() => textOf(homes('U1').at(-1)?.view).includes('Your recent cases'));
    expect(desk.secrets.get('language:slack:T1:U1')).toBe('en');
  });

  it('shows the desk’s figures to members of the desk’s channel only', async () => {
    desk = await Desk.open('socket');
    desk.inbox.counted.set('worked:op25b:submission', 71).set('failed:op25b:relay', 29).set('worked:no-such:x', 5);
    desk.inbox.counted.set('cases:solved', 80);
    desk.slack.team().channels.get('CDESK')?.members.delete('U1');
    desk.people.openHome({ user: 'U1' });
    desk.people.openHome({ user: 'U3' });
    const shown = textOf((await desk.slack.until(() => homes('U3')[0])).view);
    expect(shown).toMatch(/解決 80件[^]*OP25B[^]*71%（100件中）/);
    expect(shown).not.toContain('no-such');
    expect(textOf((await desk.slack.until(() => homes('U1')[0])).view)).not.toContain('71');
  });

  it('shows no figures where the app may not list the members', async () => {
    desk = await Desk.open('socket');
    desk.inbox.counted.set('cases:solved', 71);
    desk.slack.fail('conversations.members', { error: 'missing_scope' });
    desk.people.openHome({ user: 'U3' });
    expect(textOf((await desk.slack.until(() => homes('U3')[0])).view)).not.toContain('71');
  });
});
