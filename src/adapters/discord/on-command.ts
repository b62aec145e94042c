import type { APIApplicationCommandInteraction } from 'discord.js';
import type { Happening } from '../adapter.ts';
import { caseId } from '../case-id.ts';
import { acknowledge, deferred } from './acknowledge.ts';
import { onAction } from './on-action.ts';
import { writeAddress, type Address } from './address.ts';
import { caseAt } from './cases.ts';
import { commandAnswer } from './command-answer.ts';
import { handOver, wordsFor } from './hand-over.ts';
import type { HandlerParts } from './handler-parts.ts';
import { wordsBody } from './message-body.ts';
import type { Asked } from './person-of.ts';
import { personKey, workspaceKey } from './platform-id.ts';
import { text } from '../../message/text.ts';
import type { Wish } from './wish.ts';

/** `/op25b` and "Diagnose this": begins a case, or goes on with the one that the thread is about. */
export async function onCommand(
  interaction: APIApplicationCommandInteraction,
  asked: Asked,
  parts: HandlerParts,
): Promise<void> {
  const first = commandAnswer(interaction, asked);
  if (first === null) return;
  const acknowledged = await acknowledge(asked, deferred(first.quiet), parts);
  if (acknowledged.type !== 'ours') return;
  const { wish, place, inThread, quiet } = first;
  if (wish.action !== null) return onAction(wish.action, asked, parts);
  await parts.order.run(asked.channel, async () => {
    if (inThread && asked.parent !== null) return inItsThread(asked.parent, wish, asked, parts);
    const message = acknowledged.sent?.message ?? null;
    // Without the message of the answer there is nothing for a thread to hang on.
    const held = place === 'thread' && message === null ? 'channel' : place;
    const address: Address = {
      channel: asked.channel,
      guild: asked.guild,
      user: asked.user,
      place: held,
      anchor: message,
      answer: asked.answer,
      quiet,
    };
    const conversation = message === null ? caseId(`discord:${asked.id}`) : caseAt(asked.channel, message);
    await begin({ ...happening(conversation, wish, asked), address: writeAddress(address) }, quiet, asked, parts);
  });
}

function happening(conversation: string, { event, language }: Wish, asked: Asked): Happening {
  return {
    eventId: asked.id,
    conversation,
    person: personKey(asked.user),
    workspace: workspaceKey(asked.guild, asked.user),
    language: language ?? asked.language,
    ...(language !== null && { languageChosen: true }),
    event,
  };
}

async function begin(happened: Happening, quiet: boolean, asked: Asked, parts: HandlerParts): Promise<void> {
  const result = await handOver(happened, parts);
  if (result.type === 'refused') await refuse(result.words, quiet, asked, parts);
}

/** The person alone is told; an answer that everybody would see is taken back. */
export async function refuse(words: string, quiet: boolean, { answer }: Asked, parts: HandlerParts): Promise<void> {
  const { api } = parts;
  if (quiet) {
    await api.editAnswer(answer, wordsBody(words));
    return;
  }
  await api.removeAnswer(answer);
  await api.followUp(answer, wordsBody(words, { quiet: true }));
}

/** One thread, one case: whoever asks in its thread goes on with it. */
async function inItsThread(parent: string, wish: Wish, asked: Asked, parts: HandlerParts): Promise<void> {
  const { api, inbox } = parts;
  const conversation = caseAt(parent, asked.channel);
  try {
    const known = (await inbox.whereabouts(conversation)) !== null;
    const { channel, guild, user } = asked;
    const address: Address = { channel, guild, user, place: 'channel', anchor: null, answer: null, quiet: false };
    const goesOn = known && wish.event.type === 'started';
    const event = goesOn ? ({ type: 'commanded', command: 'resume' } as const) : wish.event;
    const happened = {
      ...happening(conversation, { ...wish, event }, asked),
      ...(!known && { address: writeAddress(address) }),
    };
    const result = await handOver(happened, parts);
    if (result.type === 'refused') await refuse(result.words, true, asked, parts);
    else await api.removeAnswer(asked.answer);
  } catch {
    await api.editAnswer(asked.answer, wordsBody(wordsFor(asked.language, text('discord:journal-away'), parts)));
  }
}
