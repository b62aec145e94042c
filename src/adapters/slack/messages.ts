import type { App, EnvelopedEvent } from '@slack/bolt';
import type { Event } from '../../conversation/types.ts';
import { text } from '../../message/text.ts';
import { caseId } from '../case-id.ts';
import { caseOfThread } from './case-of-thread.ts';
import { ACK_LATEST_MS } from './desk-app.ts';
import { attend, postOf, receive, type Actor, type Intake } from './intake.ts';
import type { Place } from './place.ts';
import { saidText } from './said-text.ts';
import { messageId } from './slack-ids.ts';
import { whisperIn } from './whisper-in.ts';

/** A message as both of Slack's events bring it. */
type Said = {
  actor: Actor;
  bot: string | null;
  channel: string;
  ts: string;
  thread: string | null;
  /** Who wrote the message that the thread hangs under; null: Slack does not tell. */
  under: string | null;
  words: string;
  files: boolean;
};

/** Messages of people: everything else (edits, joins, other apps) has another subtype. */
const SUBTYPES = [undefined, 'file_share', 'thread_broadcast', 'me_message'];

/** Slack repeats an event three times (https://docs.slack.dev/apis/events-api#retries). */
const LAST_RETRY = 3;

/** Mentions in channels, and direct messages. A message that is both comes twice, with one `ts`. */
export function listenToMessages(app: App, intake: Intake): void {
  app.event('app_mention', async ({ event, body, context }) => {
    if (event.bot_id !== undefined || event.user === undefined || !SUBTYPES.includes(event.subtype)) return;
    const { channel, ts, thread_ts: thread = null, text: words, user } = event;
    const said = {
      ...origin(body, user),
      channel,
      ts,
      thread,
      under: authorAbove(event),
      words,
      files: 'files' in event,
    };
    await takeOrTell(intake, said, context.retryNum);
  });
  app.message(async ({ message, body, context }) => {
    if (message.channel_type !== 'im' || !SUBTYPES.includes(message.subtype)) return;
    if (!('user' in message) || message.user === undefined || 'bot_id' in message) return;
    const { channel, ts, user } = message;
    const thread = 'thread_ts' in message ? (message.thread_ts ?? null) : null;
    const words = 'text' in message ? (message.text ?? '') : '';
    const under = authorAbove(message);
    const said = { ...origin(body, user), channel, ts, thread, under, words, files: 'files' in message };
    await takeOrTell(intake, said, context.retryNum);
  });
}

/** What fails is thrown: the event stays unacknowledged and Slack sends it again. When it will not, the person is told. */
async function takeOrTell(intake: Intake, said: Said, retry: number | undefined): Promise<void> {
  const { actor, channel, thread, ts } = said;
  if (actor.user === said.bot) return;
  const start = performance.now();
  try {
    await take(intake, said);
  } catch (error) {
    const again = (retry ?? 0) < LAST_RETRY && performance.now() - start < ACK_LATEST_MS;
    if (again) throw error;
    await attend(intake, actor, whisperIn(intake, actor, { channel, thread: thread ?? ts }), () =>
      Promise.reject(error),
    );
  }
}

async function take(intake: Intake, said: Said): Promise<void> {
  const { actor, bot, channel, ts, thread } = said;
  const root = thread ?? ts;
  const whisper = whisperIn(intake, actor, { channel, thread: root });
  const words = saidText(said.words, bot);
  const language = await intake.languages.of(actor, actor.user);
  const rootId = messageId({ team: actor.team, channel, ts: root });
  const { conversation, begun } =
    thread === null
      ? { conversation: caseId(rootId), begun: false }
      : await caseOfThread(intake.inbox, rootId, said.under === null || said.under === bot);
  const event = eventOf(words, begun);
  if (words === '' && said.files) {
    await attend(
      intake,
      actor,
      whisper,
      async () => void (await whisper(postOf(intake, language, text('slack:no-words')))),
    );
    if (begun) return;
  }
  const place: Place = { team: actor.team, enterprise: actor.enterprise, channel, thread: root, user: actor.user };
  const received = await receive(intake, {
    actor,
    eventId: messageId({ team: actor.team, channel, ts }),
    conversation,
    ...(!begun && { place }),
    language,
    event,
  });
  if (received.type === 'limited') await attend(intake, actor, whisper, async () => received);
}

/** Events of replies have it, though the SDK's types do not. */
function authorAbove(event: object): string | null {
  return 'parent_user_id' in event && typeof event.parent_user_id === 'string' ? event.parent_user_id : null;
}

function eventOf(words: string, begun: boolean): Event {
  if (words !== '') return { type: 'said', text: words };
  return begun ? { type: 'commanded', command: 'resume' } : { type: 'started' };
}

/** The workspace that the app is installed in: with Slack Connect the sender's is another. */
function origin(body: EnvelopedEvent, user: string): { actor: Actor; bot: string | null } {
  const [authorization] = body.authorizations ?? [];
  const team = authorization?.team_id ?? body.team_id;
  const enterprise = authorization?.is_enterprise_install === true ? (authorization.enterprise_id ?? null) : null;
  return { actor: { team, enterprise, user }, bot: authorization?.user_id ?? null };
}
