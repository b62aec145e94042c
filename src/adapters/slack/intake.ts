import type { Event } from '../../conversation/types.ts';
import type { Language, Text } from '../../message/message.ts';
import { text } from '../../message/text.ts';
import type { Translator } from '../../message/translator.ts';
import type { Inbox, Received } from '../adapter.ts';
import type { DeskRights } from '../desk-rights.ts';
import { fallbackText, harmless } from './harmless.ts';
import type { Languages } from './languages.ts';
import type { Log } from './parts.ts';
import { writePlace, type Place } from './place.ts';
import { render, type Post } from './render.ts';
import { personKey, workspaceKey } from './slack-ids.ts';
import type { Tenant } from './tenant.ts';
import type { Workspaces } from './workspaces.ts';

/** What every way in works with. */
export type Intake = {
  inbox: Inbox;
  translator: Translator;
  workspaces: Workspaces;
  languages: Languages;
  log: Log;
  clock: () => number;
  /** Resolves when the next piece of work may begin. */
  turn: () => Promise<void>;
  deskChannel: string | null;
  deskRights: DeskRights;
  /** Tells the person, when the answer cannot be where they asked, that it is in their direct messages. */
  elsewhere: Map<string, () => Promise<void>>;
};

/** Who did it. */
export type Actor = Tenant & { user: string };

/** The command as people type it, shown in texts. */
export const COMMAND = '/op25b';

/** Language of our own words where the person's is not known: most desks that need this bot are Japanese. */
export const DEFAULT_LANGUAGE: Language = 'ja';

export type Given = {
  actor: Actor;
  eventId: string;
  conversation: string;
  place?: Place;
  language: Language | null;
  event: Event;
};

/** Hands it over when its turn has come: what was looked up before may have arrived for many at once. */
export async function receive({ inbox, turn }: Intake, given: Given): Promise<Received> {
  await turn();
  const { actor, eventId, conversation, place, language, event } = given;
  return inbox.receive({
    eventId,
    conversation,
    person: personKey(actor.team, actor.user),
    workspace: workspaceKey(actor.team),
    language,
    event,
    ...(place && { address: writePlace(place) }),
  });
}

/** A text of ours as a post. */
export function postOf(intake: Intake, language: Language | null, ...texts: Text[]): Post {
  const spoken = language ?? DEFAULT_LANGUAGE;
  const { translator } = intake;
  const message = { blocks: texts.map((words) => ({ kind: 'paragraph' as const, text: words })) };
  const [post] = render(translator.document(spoken, message), { conversation: '', language: spoken, translator });
  return post ?? { text: '', blocks: [] };
}

/** Words that somebody else already put into the person's language. */
export function postOfWords(words: string): Post {
  return {
    text: fallbackText(words),
    blocks: [
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: harmless(words) }] }],
      },
    ],
  };
}

/** Shows a post to the person alone. */
export type Whisper = (post: Post) => Promise<unknown>;

/**
 * Does what a person asked for, after it was acknowledged. Where it fails they are told in plain words: nobody may wait
 * for an answer that does not come.
 */
export async function attend(
  intake: Intake,
  actor: Actor,
  whisper: Whisper,
  work: () => Promise<Received | void>,
): Promise<void> {
  try {
    const received = await work();
    if (received?.type === 'limited') await whisper(postOfWords(received.words));
  } catch (error) {
    intake.log.error({ error }, 'slack-not-taken');
    const language = intake.languages.known(actor, actor.user);
    await whisper(postOf(intake, language, text('slack:failed'))).catch((again: unknown) => {
      intake.log.warn({ error: again }, 'slack-person-not-told');
    });
  }
}

/**
 * Acknowledges, then waits for its turn to work. An acknowledgement that cannot be sent must not lose what was asked: the
 * line may have broken in that moment.
 */
export async function acknowledge(intake: Intake, ack: () => Promise<void>): Promise<void> {
  await ack().catch((error: unknown) => intake.log.warn({ error }, 'slack-not-acknowledged'));
  await intake.turn();
}
