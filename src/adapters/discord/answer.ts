import type { APIMessage } from 'discord.js';
import type { QuestionId } from '../../conversation/types.ts';
import { text } from '../../message/text.ts';
import { readAddress, writeAddress, type Address } from './address.ts';
import { answeredMessage } from './answered-message.ts';
import { handOver, wordsFor } from './hand-over.ts';
import type { HandlerParts } from './handler-parts.ts';
import { messageBody, wordsBody } from './message-body.ts';
import type { Asked } from './person-of.ts';
import { personKey, workspaceKey } from './platform-id.ts';

export type Given = { conversation: string; question: QuestionId; value: string; isChoice: boolean };

/** Takes an answer that came by a button, a menu or a form of `message`, if the case is held there. */
export async function answer(
  given: Given,
  message: APIMessage | undefined,
  asked: Asked,
  parts: HandlerParts,
): Promise<void> {
  const tell = async (words: string) => {
    await parts.api.followUp(asked.answer, wordsBody(words, { quiet: true }));
  };
  const where = await whereOf(given.conversation, asked, parts);
  if ('refused' in where) return tell(where.refused);
  // A choice counts once in one message, whoever presses it and however often.
  const once = message && given.isChoice ? `press:${message.id}:${given.question}:${given.value}` : null;
  const result = await handOver(
    {
      eventId: once ?? asked.id,
      conversation: given.conversation,
      ...(byAnswers(where, asked) && { address: writeAddress({ ...where, answer: asked.answer }) }),
      person: personKey(asked.user),
      workspace: workspaceKey(asked.guild, asked.user),
      language: asked.language,
      event: {
        type: 'answered',
        question: given.question,
        value: given.value,
        ...(given.isChoice && { chosen: true }),
      },
    },
    parts,
    { mayComeAgain: once !== null },
  );
  if (result.type === 'refused') return tell(result.words);
  if (result.type === 'taken' && message) await mark(given, message, asked, parts);
}

async function whereOf(
  conversation: string,
  asked: Asked,
  parts: HandlerParts,
): Promise<Address | { refused: string }> {
  const refused = (words: ReturnType<typeof text>) => ({ refused: wordsFor(asked.language, words, parts) });
  try {
    const whereabouts = await parts.inbox.whereabouts(conversation);
    const where = readAddress(whereabouts?.address ?? null);
    if (where === null) return refused(text('discord:case.unknown'));
    return isHeldThere(where, asked) ? where : refused(text('discord:case.elsewhere'));
  } catch {
    return refused(text('discord:journal-away'));
  }
}

/** A button works only where its case is held: ids can be copied, places cannot. */
function isHeldThere({ channel, anchor, guild, user }: Address, asked: Asked): boolean {
  if (asked.guild === null && asked.channel !== channel) return asked.user === user;
  return asked.guild === guild && (asked.channel === channel || asked.channel === anchor);
}

/** The case lives on the tokens of interactions, so the newest one is kept. */
function byAnswers({ place, guild }: Address, asked: Asked): boolean {
  return place === 'answers' || (place === 'direct' && guild !== null && asked.guild === guild);
}

/** The question shows who answered it, and takes no second answer. The case does not depend on it. */
async function mark(given: Given, message: APIMessage, asked: Asked, parts: HandlerParts): Promise<void> {
  const components = answeredMessage(message, given, asked, parts.translator);
  await parts.api.editAnswer(asked.answer, messageBody(components)).catch((error: unknown) => {
    parts.log.info({ case: given.conversation, error }, 'question-not-marked');
  });
}
