import type { App, GlobalShortcut, MessageShortcut } from '@slack/bolt';
import { text } from '../../message/text.ts';
import type { Received } from '../adapter.ts';
import { caseOfThread } from './case-of-thread.ts';
import { whisperBy } from './commands.ts';
import { openCaseForm } from './home.ts';
import { acknowledge, attend, postOf, receive, type Actor, type Intake } from './intake.ts';
import { saidText } from './said-text.ts';
import { messageId } from './slack-ids.ts';
import { whisperDirectly } from './whisper-in.ts';

/** As in the manifest. */
const MESSAGE_SHORTCUT = 'op25b_message';
const GLOBAL_SHORTCUT = 'op25b_global';

export function listenToShortcuts(app: App, intake: Intake): void {
  app.shortcut<MessageShortcut>(
    { callback_id: MESSAGE_SHORTCUT, type: 'message_action' },
    async ({ ack, shortcut, respond }) => {
      await acknowledge(intake, ack);
      const actor = actorOf(shortcut);
      const whisper = whisperBy(respond);
      await attend(intake, actor, whisper, () => diagnose(intake, actor, shortcut, whisper));
    },
  );
  app.shortcut<GlobalShortcut>({ callback_id: GLOBAL_SHORTCUT, type: 'shortcut' }, async ({ ack, shortcut }) => {
    await acknowledge(intake, ack);
    const actor = actorOf(shortcut);
    await attend(intake, actor, whisperDirectly(intake, actor), () => openCaseForm(intake, actor, shortcut.trigger_id));
  });
}

/** The error is in somebody's message; the case hangs under it. Two people who ask about one message begin one case. */
async function diagnose(
  intake: Intake,
  actor: Actor,
  { channel, message }: MessageShortcut,
  whisper: ReturnType<typeof whisperBy>,
): Promise<Received | void> {
  const language = await intake.languages.of(actor, actor.user);
  const words = saidText(message.text ?? '', null);
  if (words === '') return void (await whisper(postOf(intake, language, text('slack:no-words'))));
  const thread: unknown = message['thread_ts'] ?? message.ts;
  const root = typeof thread === 'string' ? thread : message.ts;
  const rootId = messageId({ team: actor.team, channel: channel.id, ts: root });
  // Of a message that somebody else wrote the journal knows all there is to know.
  const isOurs = root === message.ts && 'bot_id' in message;
  const { conversation, begun } = await caseOfThread(intake.inbox, rootId, isOurs);
  intake.elsewhere.set(
    conversation,
    async () => void (await whisper(postOf(intake, language, text('slack:not-here')))),
  );
  const place = { team: actor.team, enterprise: actor.enterprise, channel: channel.id, thread: root, user: actor.user };
  const received = await receive(intake, {
    actor,
    eventId: `slack:diagnose:${messageId({ team: actor.team, channel: channel.id, ts: message.ts })}`,
    conversation,
    ...(!begun && { place }),
    language,
    event: { type: 'said', text: words },
  });
  if (received.type === 'repeat') await whisper(postOf(intake, language, text('slack:already')));
  return received;
}

function actorOf({ team, user, enterprise, is_enterprise_install: whole }: MessageShortcut | GlobalShortcut): Actor {
  return {
    team: team?.id ?? user.team_id ?? '',
    enterprise: whole === true ? (enterprise?.id ?? null) : null,
    user: user.id,
  };
}
