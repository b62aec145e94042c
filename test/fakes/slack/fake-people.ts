import { randomUUID } from 'node:crypto';
import { controlsIn, stateOf, type Control } from './controls-in.ts';
import type { FakeSlack } from './fake-slack.ts';
import type { Ack, Envelope } from './socket-side.ts';
import type { FakeMessage, FakeTeam, FakeView } from './state.ts';

/** What was sent, so that it can be sent again, and how it was acknowledged. */
export type Sent = { envelope: Envelope; acked: Promise<Ack | null> };

/** The people of a workspace: what they type and press reaches the app as Slack would send it. */
export class FakePeople {
  readonly #slack: FakeSlack;
  readonly #team: FakeTeam;

  constructor(slack: FakeSlack, team = 'T1') {
    this.#slack = slack;
    this.#team = slack.team(team);
  }

  command(words: string, { user = 'U1', channel = 'C1' } = {}): Sent {
    return this.send({
      type: 'slash_commands',
      payload: {
        token: 'legacy',
        command: '/op25b',
        text: words,
        team_id: this.#team.id,
        team_domain: 'fake',
        channel_id: channel,
        channel_name: 'general',
        user_id: user,
        user_name: user.toLowerCase(),
        api_app_id: 'A1',
        is_enterprise_install: String(this.#team.enterprise !== null),
        ...(this.#team.enterprise !== null && { enterprise_id: this.#team.enterprise }),
        response_url: this.#slack.responseUrl(this.#team, channel, user, null),
        trigger_id: this.#slack.trigger(this.#team.id, user),
      },
    });
  }

  /** A message that mentions the bot. `words` come after the mention, escaped as Slack escapes them. */
  mention(
    words: string,
    { user = 'U1', channel = 'C1', thread = null, ts, ...more }: MessageOptions = {},
  ): Sent & { ts: string } {
    const text = `<@${this.#team.botUser}> ${words}`;
    const message = this.#said(text, { user, channel, thread, ...(ts !== undefined && { ts }) });
    const event = { type: 'app_mention', user, text, channel, ts: message.ts, event_ts: message.ts };
    return { ...this.event({ ...event, ...this.#inThread(channel, thread), ...more.fields }), ts: message.ts };
  }

  /** A direct message to the bot. */
  direct(words: string, { user = 'U1', thread = null, ts, ...more }: MessageOptions = {}): Sent & { ts: string } {
    const channel = this.#team.direct(user).id;
    const message = this.#said(words, { user, channel, thread, ...(ts !== undefined && { ts }) });
    const event = {
      type: 'message',
      channel_type: 'im',
      user,
      text: words,
      channel,
      ts: message.ts,
      event_ts: message.ts,
    };
    return { ...this.event({ ...event, ...this.#inThread(channel, thread), ...more.fields }), ts: message.ts };
  }

  event(event: Record<string, unknown>, given: { eventId?: string } = {}): Sent {
    return this.send({
      type: 'events_api',
      payload: {
        token: 'legacy',
        team_id: this.#team.id,
        api_app_id: 'A1',
        type: 'event_callback',
        event_id: given.eventId ?? `Ev${randomUUID()}`,
        event_time: Math.floor(Date.now() / 1000),
        authorizations: [
          {
            enterprise_id: this.#team.enterprise,
            team_id: this.#team.id,
            user_id: this.#team.botUser,
            is_bot: true,
            is_enterprise_install: this.#team.enterprise !== null,
          },
        ],
        event,
      },
    });
  }

  /** Presses a button, or picks `value` in a menu, of a message; `home` as with `submit`. */
  press(
    message: FakeMessage,
    id: string,
    { user = 'U1', value, home }: { user?: string; value?: string; home?: string } = {},
  ): Sent {
    const control = controlsIn(message.blocks).find((candidate) => candidate.id === id);
    if (!control) throw new Error(`no control ${id}`);
    const { channel, ts, thread } = message;
    return this.#action(control, user, value, {
      channel: { id: channel, name: 'general' },
      message: {
        type: 'message',
        ts,
        text: message.text,
        user: message.user,
        blocks: message.blocks,
        ...(thread !== null && { thread_ts: thread }),
      },
      container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: message.ephemeralTo !== null },
      response_url: this.#slack.responseUrl(this.#team, channel, user, message),
      // `team` stays that of the app (slackapi/java-slack-sdk#1041).
      ...(home !== undefined && { user: { id: user, name: user, team_id: home } }),
    });
  }

  /** Presses a button of the App Home. */
  pressAtHome(id: string, { user = 'U1' } = {}): Sent {
    const home = this.#team.views.findLast((view) => view.type === 'home' && view.user === user);
    const control = controlsIn(home?.view['blocks']).find((candidate) => candidate.id === id);
    if (!home || !control) throw new Error(`no control ${id} at home`);
    return this.#action(control, user, undefined, {
      view: { id: home.id, ...home.view },
      container: { type: 'view', view_id: home.id },
    });
  }

  openHome({ user = 'U1' } = {}): Sent {
    const channel = this.#team.direct(user).id;
    return this.event({ type: 'app_home_opened', user, channel, tab: 'home', event_ts: this.#team.nextTs() });
  }

  messageShortcut(
    message: { channel: string; ts: string; text: string; user: string; thread?: string | null },
    user = 'U1',
  ): Sent {
    return this.#interactive({
      type: 'message_action',
      callback_id: 'op25b_message',
      trigger_id: this.#slack.trigger(this.#team.id, user),
      user: { id: user, name: user, team_id: this.#team.id },
      channel: { id: message.channel, name: 'general' },
      message_ts: message.ts,
      message: {
        type: 'message',
        user: message.user,
        ts: message.ts,
        text: message.text,
        ...(message.thread && { thread_ts: message.thread }),
      },
      response_url: this.#slack.responseUrl(this.#team, message.channel, user, null),
    });
  }

  globalShortcut({ user = 'U1' } = {}): Sent {
    return this.#interactive({
      type: 'shortcut',
      callback_id: 'op25b_global',
      trigger_id: this.#slack.trigger(this.#team.id, user),
      user: { id: user, username: user, team_id: this.#team.id },
    });
  }

  /** Sends a form off; `values` by the action id of the input, `home` the workspace of somebody who is a guest here (Slack Connect). */
  submit(view: FakeView, values: Record<string, string>, { home = this.#team.id } = {}): Sent {
    return this.#interactive({
      type: 'view_submission',
      user: { id: view.user, name: view.user, team_id: home },
      team: { id: home, domain: 'fake' },
      trigger_id: this.#slack.trigger(this.#team.id, view.user),
      view: {
        ...view.view,
        id: view.id,
        hash: view.hash,
        state: { values: stateOf(view.view['blocks'], values) },
        app_installed_team_id: this.#team.id,
      },
      response_urls: [],
    });
  }

  /** The app is removed from the workspace: its token is dead from then on. */
  uninstall(): Sent {
    this.#team.tokenError = 'account_inactive';
    return this.event({ type: 'app_uninstalled' });
  }

  revokeToken(): Sent {
    this.#team.tokenError = 'token_revoked';
    return this.event({ type: 'tokens_revoked', tokens: { oauth: [], bot: [this.#team.botUser] } });
  }

  /** A message of a person, without telling the app. */
  post(text: string, { user = 'U2', channel = 'C1', thread = null }: MessageOptions = {}): FakeMessage {
    return this.#said(text, { user, channel, thread });
  }

  send(envelope: Envelope): Sent {
    return { envelope, acked: this.#slack.send(envelope) };
  }

  #interactive(fields: Record<string, unknown>): Sent {
    const common = {
      token: 'legacy',
      api_app_id: 'A1',
      team: { id: this.#team.id, domain: 'fake' },
      enterprise: this.#team.enterprise === null ? null : { id: this.#team.enterprise, name: this.#team.enterprise },
      is_enterprise_install: this.#team.enterprise !== null,
    };
    return this.send({ type: 'interactive', payload: { ...common, action_ts: `${Date.now() / 1000}`, ...fields } });
  }

  #action(control: Control, user: string, value: string | undefined, fields: Record<string, unknown>): Sent {
    const option = control.options.find((candidate) => candidate.value === value);
    if (control.type !== 'button' && !option) throw new Error(`no option ${value} in ${control.id}`);
    return this.#interactive({
      type: 'block_actions',
      user: { id: user, username: user, name: user, team_id: this.#team.id },
      trigger_id: this.#slack.trigger(this.#team.id, user),
      actions: [
        {
          type: control.type,
          action_id: control.id,
          block_id: control.block,
          action_ts: `${Date.now() / 1000}`,
          ...(control.type === 'button' && { text: { type: 'plain_text', text: control.label } }),
          ...(option && { selected_option: { text: { type: 'plain_text', text: option.label }, value: option.value } }),
        },
      ],
      ...fields,
    });
  }

  #inThread(channel: string, thread: string | null): Record<string, unknown> {
    const above = thread === null ? undefined : this.#team.message(channel, thread);
    return thread === null ? {} : { thread_ts: thread, ...(above && { parent_user_id: above.user }) };
  }

  #said(text: string, given: { user: string; channel: string; thread: string | null; ts?: string }): FakeMessage {
    const known = given.ts === undefined ? undefined : this.#team.message(given.channel, given.ts);
    return known ?? this.#team.add({ ...given, text, bot: null, blocks: [], ephemeralTo: null });
  }
}

export type MessageOptions = {
  user?: string;
  channel?: string;
  thread?: string | null;
  ts?: string;
  fields?: Record<string, unknown>;
};
