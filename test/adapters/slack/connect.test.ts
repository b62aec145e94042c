import { afterEach, describe, expect, it } from 'vitest';
import { readComponent, type Component } from '../../../src/adapters/slack/component-id.ts';
import { controlsIn } from '../../fakes/slack/controls-in.ts';
import { Desk, paragraph, portQuestion } from './desk.ts';

let desk: Desk;
afterEach(() => desk.close());

/** A question in the channel, and its first control of this kind. */
async function asked(kind: Component['kind']) {
  desk = await Desk.open('socket');
  desk.people.command('');
  await desk.say(await desk.happening(), portQuestion);
  const [message] = desk.posts('C1');
  const control = controlsIn(message?.blocks).find(({ id }) => readComponent(id)?.kind === kind);
  if (!message || !control) expect.fail(`no ${kind} to press`);
  return { message, control };
}

describe('somebody of another workspace in a shared channel (Slack Connect)', () => {
  it('is heard, and answered by the workspace that has the app', async () => {
    desk = await Desk.open('socket');
    const { ts } = desk.people.post('<@UT1BOT> 送れません', { user: 'U9', channel: 'C1' });
    const { botUser } = desk.slack.team();
    const sent = desk.people.send({
      type: 'events_api',
      payload: {
        type: 'event_callback',
        team_id: 'T9',
        context_team_id: 'T1',
        event_id: 'EvConnect',
        is_ext_shared_channel: true,
        authorizations: [
          { enterprise_id: null, team_id: 'T1', user_id: botUser, is_bot: true, is_enterprise_install: false },
        ],
        event: {
          type: 'app_mention',
          user: 'U9',
          user_team: 'T9',
          team: 'T9',
          text: `<@${botUser}> 送れません`,
          channel: 'C1',
          ts,
          event_ts: ts,
        },
      },
    });
    expect(await sent.acked).not.toBeNull();
    const started = await desk.happening();
    expect(started).toMatchObject({ person: 'slack:T1:U9', workspace: 'slack:T1', event: { text: '送れません' } });
    expect(await desk.say(started, { blocks: [paragraph('返事')] })).toMatchObject({ type: 'done' });
    expect(desk.posts('C1').map(({ thread }) => thread)).toEqual([ts]);
  });

  it('answers by a button, as a guest of the workspace that has the app', async () => {
    const { message, control } = await asked('answer');
    expect(await desk.people.press(message, control.id, { user: 'U9', home: 'T9' }).acked).not.toBeNull();
    const answered = await desk.happening(({ event }) => event.type === 'answered');
    expect(answered).toMatchObject({ person: 'slack:T1:U9', workspace: 'slack:T1' });
  });

  it('sends a form off for the workspace that has the app', async () => {
    const { message, control } = await asked('type');
    desk.people.press(message, control.id);
    const form = await desk.slack.until(() => desk.slack.team().views[0]);
    desk.people.submit(form, { answer: '587' }, { home: 'T9' });
    const answered = await desk.happening(({ event }) => event.type === 'answered');
    expect(answered).toMatchObject({ workspace: 'slack:T1', event: { value: '587' } });
  });
});
