import { afterEach, describe, expect, it } from 'vitest';
import { readComponent, writeComponent } from '../../../src/adapters/slack/component-id.ts';
import type { Document } from '../../../src/message/document.ts';
import { textOf } from '../../fakes/slack/block-rules.ts';
import { controlsIn } from '../../fakes/slack/controls-in.ts';
import type { FakeMessage } from '../../fakes/slack/state.ts';
import { Desk, paragraph, portQuestion } from './desk.ts';

let desk: Desk;
afterEach(() => desk.close());

const answers = () => desk.inbox.taken.filter(({ event }) => event.type === 'answered');
const idOf = (message: FakeMessage, label: string) =>
  controlsIn(message.blocks).find((control) => control.label === label)?.id ?? expect.fail(`no ${label}`);
const whisper = (user: string, part: string) =>
  desk.slack.until(() => desk.whispers(user).find(({ blocks }) => textOf(blocks).includes(part)));

async function asked(question: Document = portQuestion): Promise<FakeMessage> {
  desk = await Desk.open('socket');
  desk.people.command('');
  await desk.say(await desk.happening(), question);
  return desk.posts('C1')[0] ?? expect.fail('no post');
}

/** The message as it was before its buttons were replaced. */
const copy = (message: FakeMessage): FakeMessage => ({ ...message, blocks: [...message.blocks] });

describe('an answer', () => {
  it('counts once however often the button is pressed, by whomever', async () => {
    const message = copy(await asked());
    const id = idOf(message, '25');
    const presses = [
      desk.people.press(message, id),
      desk.people.press(message, id),
      desk.people.press(message, id, { user: 'U2' }),
    ];
    for (const { acked } of presses) expect(await acked).not.toBeNull();
    desk.later += 60_000;
    await desk.people.press(message, id).acked;
    await desk.adapter.stop();
    expect(answers()).toHaveLength(1);
  });

  it('may be changed by another button, and anybody in the thread may give it', async () => {
    const message = copy(await asked());
    await desk.people.press(message, idOf(message, '25')).acked;
    await desk.people.press(message, idOf(message, '587'), { user: 'U2' }).acked;
    await desk.slack.until(() => answers().length === 2);
    expect(answers().map(({ person, event }) => [person, event])).toEqual([
      ['slack:T1:U1', { type: 'answered', question: 'port', value: '25', chosen: true }],
      ['slack:T1:U2', { type: 'answered', question: 'port', value: '587', chosen: true }],
    ]);
  });

  it('stands in place of the buttons, without an edit of the workspace’s budget', async () => {
    const message = await asked();
    desk.people.press(message, idOf(message, '587'), { user: 'U2' });
    await desk.slack.until(() => message.edits === 1);
    expect(textOf(message.blocks)).toContain('ポート番号は？');
    expect(JSON.stringify(message.blocks.at(-1))).toContain('"user_id":"U2"');
    expect(textOf(message.blocks)).toContain('587');
    expect(controlsIn(message.blocks)).toEqual([]);
    expect(desk.slack.callsOf('chat.update')).toEqual([]);
  });

  it('can be picked in a menu', async () => {
    const choices = Array.from({ length: 40 }, (_, index) => ({ id: `client-${index}`, label: `ソフト${index}` }));
    const message = await asked({
      blocks: [paragraph('どれ？')],
      question: { id: 'client', freeText: false, choices },
    });
    const menu = controlsIn(message.blocks).find(({ type }) => type === 'static_select');
    desk.people.press(message, menu?.id ?? '', { value: 'client-31' });
    await desk.slack.until(() => answers()[0]);
    expect(answers()[0]?.event).toMatchObject({ type: 'answered', question: 'client', value: 'client-31' });
    await desk.slack.until(() => textOf(message.blocks).includes('ソフト31'));
  });

  it('says where the case goes on from then', async () => {
    const message = await asked();
    desk.people.press(message, idOf(message, '25'));
    const taken = await desk.slack.until(() => answers()[0]);
    expect(JSON.parse(taken.address ?? '')).toEqual({
      team: 'T1',
      enterprise: null,
      channel: 'C1',
      thread: message.ts,
      user: 'U1',
    });
  });

  it('is refused, too much at once, with words for that person alone', async () => {
    const message = await asked();
    desk.inbox.limit = '10秒後に';
    desk.people.press(message, idOf(message, '25'), { user: 'U2' });
    await whisper('U2', '10秒後');
    expect(controlsIn(message.blocks)).not.toEqual([]);
  });

  it('that cannot be kept is told to the person in plain words', async () => {
    const message = await asked();
    desk.inbox.broken = true;
    desk.people.press(message, idOf(message, '25'));
    await whisper('U1', '受け付けられませんでした');
  });
});

describe('a button', () => {
  it('works in the channel of its conversation only', async () => {
    const message = await asked();
    const elsewhere = desk.slack.team().add({ ...message, channel: 'C2', ts: '1.1' });
    desk.people.press(elsewhere, idOf(message, '25'), { user: 'U2' });
    await whisper('U2', 'この場所では使えません');
    const direct = desk.slack.team().add({ ...message, channel: desk.slack.team().direct('U2').id, ts: '1.2' });
    desk.people.press(direct, idOf(message, '25'), { user: 'U2' });
    await desk.slack.until(() => desk.whispers('U2').length === 2);
    expect(answers()).toEqual([]);
  });

  it('of a conversation that is forgotten says that it is', async () => {
    const message = await asked();
    const id = writeComponent({
      kind: 'answer',
      language: 'ja',
      conversation: 'GONE0-GONE0',
      question: 'port',
      choice: '25',
    });
    const old = desk.slack.team().add({
      ...message,
      ts: '1.1',
      blocks: [
        { type: 'actions', elements: [{ type: 'button', action_id: id, text: { type: 'plain_text', text: '25' } }] },
      ],
    });
    desk.people.press(old, id);
    await whisper('U1', 'この場所では使えません');
  });

  it('of another version says that it is too old', async () => {
    const message = await asked();
    const id = 'op25b/0/answer/ja/X/port/25';
    const old = desk.slack.team().add({
      ...message,
      ts: '1.1',
      blocks: [
        { type: 'actions', elements: [{ type: 'button', action_id: id, text: { type: 'plain_text', text: '25' } }] },
      ],
    });
    expect(await desk.people.press(old, id).acked).not.toBeNull();
    await whisper('U1', '古いため');
  });

  it('asks for a person, a new start or the end, as often as it is pressed', async () => {
    const message = await asked();
    const menu = controlsIn(message.blocks).find(({ id }) => readComponent(id)?.kind === 'more')?.id ?? '';
    for (const value of ['restart', 'hand-off', 'end']) await desk.people.press(message, menu, { value }).acked;
    await desk.slack.until(() => desk.inbox.taken.filter(({ event }) => event.type === 'commanded').length === 3);
    desk.later += 5_000;
    await desk.people.press(message, menu, { value: 'restart' }).acked;
    await desk.slack.until(() => desk.inbox.taken.filter(({ event }) => event.type === 'commanded').length === 4);
  });
});

describe('the desk', () => {
  const card: Document = { blocks: [paragraph('受付 7K3M9-QX2DP')], actions: [{ id: 'claim', label: '担当する' }] };

  it('gets a case into its channel, and acts on it there, again and again', async () => {
    await asked();
    const [started] = desk.inbox.taken;
    expect(await desk.say(started ?? expect.fail(), card, { to: 'desk' })).toMatchObject({ type: 'done' });
    const [shown] = desk.posts('CDESK');
    if (!shown) expect.fail('nothing at the desk');
    desk.people.press(shown, idOf(shown, '担当する'), { user: 'U3' });
    expect(await desk.happening(({ event }) => event.type === 'desk-acted')).toMatchObject({
      conversation: started?.conversation,
      person: 'slack:T1:U3',
      event: { type: 'desk-acted', action: 'claim', by: 'U3' },
    });
    desk.later += 60_000;
    await desk.people.press(shown, idOf(shown, '担当する'), { user: 'U3' }).acked;
    await desk.slack.until(() => desk.inbox.taken.filter(({ event }) => event.type === 'desk-acted').length === 2);
  });

  it('sees whose case it is and where to answer, as long as the case is there', async () => {
    desk = await Desk.open('socket');
    const { ts } = desk.people.mention('送れません', { user: 'U3' });
    const inThread = await desk.happening();
    const said = await desk.say(inThread, card, { to: 'desk' });
    const shown = desk.posts('CDESK')[0] ?? expect.fail('nothing at the desk');
    const link = `archives/C1/p${ts.replace('.', '')}`;
    const expectAsker = () => {
      expect(JSON.stringify(shown.blocks)).toContain('"user_id":"U3"');
      expect(JSON.stringify(shown.blocks)).toContain(link);
    };
    expectAsker();
    if (said.type !== 'done' || said.platformId === undefined) expect.fail('not said');
    const { platformId } = said;
    await desk.say(inThread, card, {
      to: 'desk',
      showing: { type: 'edit', message: 'desk', platformId, document: card, final: true },
    });
    expect(shown.edits).toBe(1);
    expectAsker();
  });

  it('is told to write to a person who asked in direct messages', async () => {
    desk = await Desk.open('socket');
    desk.people.direct('送れません', { user: 'U3' });
    await desk.say(await desk.happening(), card, { to: 'desk' });
    const shown = desk.posts('CDESK')[0] ?? expect.fail('nothing at the desk');
    expect(JSON.stringify(shown.blocks)).toContain('"user_id":"U3"');
    expect(textOf(shown.blocks)).toContain('直接お返事ください');
  });

  it('acts in its channel only', async () => {
    const message = await asked();
    await desk.say(desk.inbox.taken[0] ?? expect.fail(), card, { to: 'desk' });
    const [shown] = desk.posts('CDESK');
    if (!shown) expect.fail('nothing at the desk');
    desk.people.press({ ...shown, channel: 'C1', ts: message.ts }, idOf(shown, '担当する'), { user: 'U2' });
    await whisper('U2', 'この場所では使えません');
    expect(desk.inbox.taken).toHaveLength(1);
  });

  it('that is not there is said', async () => {
    desk = await Desk.open('socket', { settings: { deskChannel: null } });
    desk.people.command('');
    expect(await desk.say(await desk.happening(), card, { to: 'desk' })).toEqual({
      type: 'impossible',
      reason: 'no-place',
    });
  });
});
