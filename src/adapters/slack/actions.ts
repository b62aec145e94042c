import type { App, BlockAction, BlockElementAction, RespondFn } from '@slack/bolt';
import type { Event } from '../../conversation/types.ts';
import { text } from '../../message/text.ts';
import { audit } from '../../observe/audit.ts';
import type { Received } from '../adapter.ts';
import { rightFor } from '../desk-rights.ts';
import { answerForm } from './answer-form.ts';
import { COMPONENT, moreCommand, readComponent, type Component } from './component-id.ts';
import { attend, COMMAND, postOf, receive, type Actor, type Intake } from './intake.ts';
import { lateAck, type LateAck } from './late-ack.ts';
import { mayActAtDesk, placeToAnswer, type Pressed } from './may-answer.ts';
import { pressedAtHome } from './home.ts';
import { messageId, personKey } from './slack-ids.ts';
import { showChosen } from './show-chosen.ts';
import { whisperBy } from './commands.ts';
import { whisperDirectly } from './whisper-in.ts';

type Asked = {
  intake: Intake;
  actor: Actor;
  component: Component;
  action: BlockElementAction;
  body: BlockAction;
  respond: RespondFn;
  acked: LateAck;
};

/** A person's finger bounces: the same button pressed again so soon is one press. */
const BOUNCE_MS = 1_500;

/** What is acknowledged once it is on disk. */
const KEPT: Component['kind'][] = ['answer', 'pick', 'more', 'desk'];

/** Every button and menu that this adapter makes. */
export function listenToActions(app: App, intake: Intake): void {
  const isBounce = bounces(intake.clock);
  app.action<BlockAction>({ type: 'block_actions', action_id: COMPONENT }, async ({ ack, action, body, respond }) => {
    const acked = lateAck(intake, ack);
    const actor = actorOf(body);
    const component = readComponent(action.action_id);
    if (component === null || !KEPT.includes(component.kind)) await acked.now();
    const whisper = body.message && body.response_url ? whisperBy(respond) : whisperDirectly(intake, actor);
    await attend(intake, actor, whisper, async () => {
      if (!component) {
        const language = await intake.languages.of(actor, actor.user);
        await whisper(postOf(intake, language, text('slack:old-button', { command: { code: COMMAND } })));
        return;
      }
      if (isBounce(`${body.message?.ts}:${action.action_id}:${valueOf(action)}:${actor.user}`)) return;
      return press({ intake, actor, component, action, body, respond, acked });
    });
    await acked.now();
  });
}

function press(asked: Asked): Promise<Received | void> {
  const { intake, actor, component, body } = asked;
  const { kind } = component;
  if (kind === 'start' || kind === 'form' || kind === 'speak')
    return pressedAtHome(intake, actor, component, body.trigger_id);
  const pressed = pressedIn(body);
  if (!pressed) return Promise.resolve();
  if (kind === 'type') return openAnswerForm(asked, component, pressed);
  return kind === 'desk' ? actAtDesk(asked, component, pressed) : takeAnswer(asked, component, pressed);
}

/** The form comes first: its trigger lives three seconds. Who may answer is checked when it is sent off. */
async function openAnswerForm(
  { intake, actor, body, respond }: Asked,
  { language, conversation, question }: Extract<Component, { kind: 'type' }>,
  { channel, thread, message }: Pressed,
): Promise<void> {
  const form = { kind: 'answer' as const, language, conversation, question, channel, thread: thread ?? message };
  try {
    const client = await intake.workspaces.client(actor);
    await client.views.open({ trigger_id: body.trigger_id, view: answerForm(form, intake.translator) });
  } catch (error) {
    intake.log.warn({ error }, 'slack-form-not-opened');
    await whisperBy(respond)(postOf(intake, language, text('slack:expired')));
  }
}

async function takeAnswer(
  asked: Asked,
  component: Extract<Component, { kind: 'answer' | 'pick' | 'more' }>,
  pressed: Pressed,
): Promise<Received | void> {
  const { intake, actor, action } = asked;
  const { language, conversation } = component;
  const event = eventOf(component, valueOf(action));
  if (!event) return;
  const place = await placeToAnswer(intake, actor, conversation, pressed);
  if (!place) return refuse(asked, language);
  const message = messageId({ team: actor.team, channel: pressed.channel, ts: pressed.message });
  // A choice counts once in one message, whoever presses it; a command may be given again.
  const once = component.kind === 'more' ? `:${actor.user}:${action.action_ts}` : '';
  const eventId = `slack:press:${message}:${action.action_id}:${valueOf(action)}${once}`;
  const received = await receive(intake, { actor, eventId, conversation, place, language, event });
  await asked.acked.now();
  if (received.type === 'taken' && component.kind !== 'more') await showChosen({ ...asked, language });
  return received;
}

function eventOf(component: Extract<Component, { kind: 'answer' | 'pick' | 'more' }>, value: string): Event | null {
  if (component.kind === 'answer') {
    return { type: 'answered', question: component.question, value: component.choice, chosen: true };
  }
  if (component.kind === 'pick') return { type: 'answered', question: component.question, value, chosen: true };
  const command = moreCommand(value);
  return command && { type: 'commanded', command };
}

async function actAtDesk(
  asked: Asked,
  { language, conversation, action: deskAction }: Extract<Component, { kind: 'desk' }>,
  { channel, message }: Pressed,
): Promise<Received | void> {
  const { intake, actor, action } = asked;
  if (!mayActAtDesk(intake, actor, channel, rightFor(deskAction))) {
    const person = personKey(actor.team, actor.user);
    audit(intake.log, { act: deskAction, result: 'refused', case: conversation, platform: 'slack', person });
    return refuse(asked, language);
  }
  const id = messageId({ team: actor.team, channel, ts: message });
  return receive(intake, {
    actor,
    eventId: `slack:press:${id}:${action.action_id}:${actor.user}:${action.action_ts}`,
    conversation,
    language: null,
    event: { type: 'desk-acted', action: deskAction, by: actor.user },
  });
}

async function refuse({ intake, respond }: Asked, language: Component['language']): Promise<void> {
  await whisperBy(respond)(postOf(intake, language, text('slack:elsewhere', { command: { code: COMMAND } })));
}

function pressedIn({ channel, message, container }: BlockAction): Pressed | null {
  const where: unknown = channel?.id ?? container['channel_id'];
  if (typeof where !== 'string' || !message) return null;
  const { thread_ts: thread } = message;
  return { channel: where, message: message.ts, thread: typeof thread === 'string' ? thread : null };
}

export function valueOf(action: BlockElementAction): string {
  return 'selected_option' in action && action.selected_option && 'value' in action.selected_option
    ? (action.selected_option.value ?? '')
    : '';
}

function actorOf({ team, user, enterprise, is_enterprise_install: whole }: BlockAction): Actor {
  return {
    team: team?.id ?? user.team_id ?? '',
    enterprise: whole === true ? (enterprise?.id ?? null) : null,
    user: user.id,
  };
}

function bounces(clock: () => number): (key: string) => boolean {
  const recent = new Map<string, number>();
  return (key) => {
    const now = clock();
    for (const [old, at] of recent) {
      if (at > now - BOUNCE_MS) break;
      recent.delete(old);
    }
    if (recent.has(key)) return true;
    recent.set(key, now);
    return false;
  };
}
