import type { Received } from '../adapter.ts';
import { text } from '../../message/text.ts';
import { caseId } from '../case-id.ts';
import { caseForm } from './case-form.ts';
import type { Component } from './component-id.ts';
import { homeView } from './home-view.ts';
import { DEFAULT_LANGUAGE, postOf, receive, type Actor, type Intake } from './intake.ts';
import { personKey } from './slack-ids.ts';
import { isAtDeskChannel } from './desk-place.ts';
import { isMember } from './was-removed.ts';
import { whisperDirectly } from './whisper-in.ts';

const CASES_SHOWN = 10;

/** Shows the App Home as it is for this person now. */
export async function publishHome(intake: Intake, actor: Actor): Promise<void> {
  const language = (await intake.languages.of(actor, actor.user)) ?? DEFAULT_LANGUAGE;
  const client = await intake.workspaces.client(actor);
  const cases = await intake.inbox.casesOf(personKey(actor.team, actor.user), CASES_SHOWN);
  const figures = (await isAtDesk(intake, actor)) ? await intake.inbox.figures() : null;
  const view = homeView({ language, translator: intake.translator, cases, figures });
  await client.views.publish({ user_id: actor.user, view });
}

/** A button of the App Home. */
export async function pressedAtHome(
  intake: Intake,
  actor: Actor,
  component: Extract<Component, { kind: 'start' | 'form' | 'speak' }>,
  trigger: string,
): Promise<Received | void> {
  const { language } = component;
  if (component.kind === 'form') return openCaseForm(intake, actor, trigger);
  if (component.kind === 'speak') {
    await intake.languages.choose(actor, actor.user, language);
    return publishHome(intake, actor);
  }
  return receive(intake, {
    actor,
    eventId: `slack:start:${actor.team}:${trigger}`,
    conversation: caseId(`slack:${actor.team}/${trigger}`),
    place: { team: actor.team, enterprise: actor.enterprise, channel: null, thread: null, user: actor.user },
    language,
    event: { type: 'started' },
  });
}

/** The form comes first, for its trigger lives three seconds; then in the person's language, if that was not known. */
export async function openCaseForm(intake: Intake, actor: Actor, trigger: string): Promise<void> {
  const guessed = intake.languages.known(actor, actor.user) ?? DEFAULT_LANGUAGE;
  const { translator, log } = intake;
  const client = await intake.workspaces.client(actor);
  let opened;
  try {
    opened = await client.views.open({ trigger_id: trigger, view: caseForm(guessed, translator) });
  } catch (error) {
    log.warn({ error }, 'slack-form-not-opened');
    await whisperDirectly(intake, actor)(postOf(intake, guessed, text('slack:expired')));
    return;
  }
  const language = (await intake.languages.of(actor, actor.user)) ?? guessed;
  const id = opened.view?.id;
  if (language === guessed || id === undefined) return;
  await client.views
    .update({ view_id: id, view: caseForm(language, translator), ...(opened.view?.hash && { hash: opened.view.hash }) })
    .catch((error: unknown) => log.info({ error }, 'slack-form-language-not-changed'));
}

async function isAtDesk(intake: Intake, actor: Actor): Promise<boolean> {
  const channel = intake.deskChannel?.split('/').at(-1) ?? '';
  if (!isAtDeskChannel(intake.deskChannel, actor, channel)) return false;
  const named = intake.deskRights([actor.user], 'figures');
  if (named !== null) return named;
  const client = await intake.workspaces.client(actor);
  try {
    return (await isMember(client, channel, actor.user)) === true;
  } catch (error) {
    // Needs a scope that is optional (channels:read, groups:read).
    intake.log.info({ error }, 'slack-desk-members-unknown');
    return false;
  }
}
