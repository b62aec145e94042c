import type { App, RespondFn, SlashCommand } from '@slack/bolt';
import { LANGUAGES, type Language, type Text } from '../../message/message.ts';
import { text } from '../../message/text.ts';
import type { HeldCase, Received } from '../adapter.ts';
import { caseId } from '../case-id.ts';
import { acknowledge, attend, COMMAND, postOf, receive, type Actor, type Intake } from './intake.ts';
import { helpTexts } from './help.ts';
import { linkTo } from './link-to.ts';
import { OUR_COMMAND } from './our-command.ts';
import { readPlace } from './place.ts';
import { saidText } from './said-text.ts';
import { personKey } from './slack-ids.ts';
import { wasRemoved } from './was-removed.ts';

const RECENT_CASES = 10;

type Asked = { intake: Intake; actor: Actor; command: SlashCommand; respond: RespondFn; language: Language | null };

export function listenToCommands(app: App, intake: Intake): void {
  app.command(OUR_COMMAND, async ({ ack, command, respond }) => {
    await acknowledge(intake, ack);
    const actor = actorOf(command);
    await attend(intake, actor, whisperBy(respond), async () => {
      const language = await intake.languages.of(actor, actor.user);
      return answer({ intake, actor, command, respond, language });
    });
  });
}

function answer(asked: Asked): Promise<Received | void> {
  const words = saidText(asked.command.text ?? '', null);
  const [first = '', ...rest] = words.split(/\s+/u);
  const word = first.toLowerCase();
  const language = LANGUAGES.find((candidate) => candidate === word);
  if (rest.length === 0 && language) return speak(asked, language);
  if (rest.length === 0 && word === 'help') return tell(asked, ...helpTexts());
  if (rest.length === 0 && word === 'resume') return resume(asked);
  if (word === 'private') return begin(asked, words.slice(first.length).trim(), true);
  return begin(asked, words, false);
}

async function begin(asked: Asked, words: string, direct: boolean): Promise<Received> {
  const { intake, actor, command, language } = asked;
  const conversation = caseId(`slack:${actor.team}/${command.trigger_id}`);
  const channel = direct ? null : command.channel_id;
  if (!direct) intake.elsewhere.set(conversation, () => tell(asked, text('slack:not-here')));
  const received = await receive(intake, {
    actor,
    eventId: `slack:command:${actor.team}:${command.trigger_id}`,
    conversation,
    place: { team: actor.team, enterprise: actor.enterprise, channel, thread: null, user: actor.user },
    language,
    event: words === '' ? { type: 'started' } : { type: 'said', text: words },
  });
  if (direct && received.type === 'taken') await tell(asked, text('slack:private'));
  return received;
}

/** The language of the case under way; without one, a case begins in it. */
async function speak(asked: Asked, language: Language): Promise<Received> {
  const { intake, actor, command } = asked;
  await intake.languages.choose(actor, actor.user, language);
  await tell({ ...asked, language }, text('slack:language.set'));
  const open = (await recent(asked)).find((held) => held.status === 'open' && !held.resolved);
  if (!open) return begin({ ...asked, language }, '', false);
  return receive(intake, {
    actor,
    eventId: `slack:command:${actor.team}:${command.trigger_id}`,
    conversation: open.conversation,
    language,
    event: { type: 'language-chosen', language },
  });
}

async function resume(asked: Asked): Promise<Received | void> {
  const { intake, actor, command, language } = asked;
  const held = (await recent(asked)).find((candidate) => !candidate.resolved);
  const place = held && readPlace(held.address);
  if (!held || (place && (await wasRemoved(intake, actor, place.channel))))
    return tell(asked, text('slack:resume.none', { command: { code: COMMAND } }));
  const received = await receive(intake, {
    actor,
    eventId: `slack:command:${actor.team}:${command.trigger_id}`,
    conversation: held.conversation,
    language,
    event: { type: 'commanded', command: 'resume' },
  });
  if (received.type === 'taken') await tell({ ...asked, language: held.language }, await whereItGoesOn(asked, held));
  return received;
}

async function whereItGoesOn({ intake, actor }: Asked, held: HeldCase): Promise<Text> {
  const place = readPlace(held.address);
  const link = place && (await linkTo(await intake.workspaces.client(actor), place));
  return link === null ? text('slack:resume.dm') : text('slack:resume.channel', { place: { link } });
}

function recent({ intake, actor }: Asked): Promise<HeldCase[]> {
  return intake.inbox.casesOf(personKey(actor.team, actor.user), RECENT_CASES);
}

async function tell({ intake, respond, language }: Asked, ...texts: Text[]): Promise<void> {
  await whisperBy(respond)(postOf(intake, language, ...texts));
}

/** By the address that came with it: works in channels that the bot is not in. */
export function whisperBy(respond: RespondFn) {
  return ({ text: words, blocks }: { text: string; blocks: ReturnType<typeof postOf>['blocks'] }) =>
    respond({ response_type: 'ephemeral', replace_original: false, text: words, blocks });
}

function actorOf(command: SlashCommand): Actor {
  const whole = command.is_enterprise_install === 'true';
  return { team: command.team_id, enterprise: whole ? (command.enterprise_id ?? null) : null, user: command.user_id };
}
