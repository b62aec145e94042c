import type { App, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import { text } from '../../message/text.ts';
import type { Received } from '../adapter.ts';
import { caseId } from '../case-id.ts';
import { ANSWER_INPUT } from './answer-form.ts';
import { filledCase, WORDS_INPUT } from './case-form.ts';
import { COMPONENT, readForm, type Form } from './component-id.ts';
import { acknowledge, attend, COMMAND, postOf, receive, type Actor, type Intake, type Whisper } from './intake.ts';
import { lateAck } from './late-ack.ts';
import { placeToAnswer } from './may-answer.ts';
import { wasRemoved } from './was-removed.ts';
import { whisperDirectly, whisperIn } from './whisper-in.ts';

/** Forms that were sent off. */
export function listenToForms(app: App, intake: Intake): void {
  app.view<ViewSubmitAction>({ callback_id: COMPONENT, type: 'view_submission' }, async ({ ack, view, body }) => {
    const actor = actorOf(body);
    const form = readForm(view.private_metadata);
    if (form?.kind === 'case' && filledCase(view.state) === null) {
      const words = intake.translator.plain(form.language, text('slack:case-form.words'));
      await acknowledge(intake, () => ack({ response_action: 'errors', errors: { [WORDS_INPUT]: words } }));
      return;
    }
    const acked = lateAck(intake, ack);
    const whisper = form?.kind === 'answer' ? whisperIn(intake, actor, form) : whisperDirectly(intake, actor);
    await attend(intake, actor, whisper, () => take({ intake, actor, form, view, whisper }));
    await acked.now();
  });
}

type Sent = { intake: Intake; actor: Actor; form: Form | null; view: ViewOutput; whisper: Whisper };

async function take({ intake, actor, form, view, whisper }: Sent): Promise<Received | void> {
  const language = form?.language ?? null;
  const eventId = `slack:form:${actor.team}:${view.id}`;
  if (form?.kind === 'case') {
    const event = filledCase(view.state);
    if (!event) return;
    const conversation = caseId(`slack:${actor.team}/${view.id}`);
    const place = { team: actor.team, enterprise: actor.enterprise, channel: null, thread: null, user: actor.user };
    return receive(intake, { actor, eventId, conversation, place, language: form.language, event });
  }
  if (!form)
    return void (await whisper(postOf(intake, language, text('slack:old-button', { command: { code: COMMAND } }))));
  const { conversation, question, channel, thread } = form;
  const value = view.state.values[ANSWER_INPUT]?.[ANSWER_INPUT]?.value?.trim() ?? '';
  const place = await placeToAnswer(intake, actor, conversation, { channel, thread, message: thread ?? '' });
  const removed = place !== null && (await wasRemoved(intake, actor, place.channel));
  if (!place || removed) {
    // In the channel they would not see it.
    const tell = removed ? whisperDirectly(intake, actor) : whisper;
    await tell(postOf(intake, form.language, text('slack:elsewhere', { command: { code: COMMAND } })));
    return;
  }
  const event = { type: 'answered' as const, question, value };
  return receive(intake, { actor, eventId, conversation, place, language, event });
}

/** With Slack Connect `team` is that of the person, not the one that the app is installed in. */
function actorOf({ view, team, user, enterprise, is_enterprise_install: whole }: ViewSubmitAction): Actor {
  return {
    team: view.app_installed_team_id ?? team?.id ?? user.team_id ?? '',
    enterprise: whole === true ? (enterprise?.id ?? null) : null,
    user: user.id,
  };
}
