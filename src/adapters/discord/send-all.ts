import type { APIMessageTopLevelComponent } from 'discord.js';
import type { Address } from './address.ts';
import type { DiscordApi, Sent } from './discord-api.ts';
import { messageBody, nonceOf } from './message-body.ts';
import { attached, NO_PICTURES, type Pictures } from './picture-files.ts';

export type Messages = APIMessageTopLevelComponent[][];

/**
 * Sends messages to a channel, each once however often it is tried. Resolves with the first.
 *
 * @param replyTo the message that the first one answers, or null
 */
export async function sendAll(
  channel: string,
  messages: Messages,
  { key, replyTo, pictures = NO_PICTURES }: { key: string; replyTo: string | null; pictures?: Pictures },
  api: DiscordApi,
): Promise<Sent | null> {
  let first: Sent | null = null;
  for (const [index, components] of messages.entries()) {
    const reply = replyTo !== null &&
      index === 0 && { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
    const { files, attachments } = attached(components, pictures);
    const body = { ...messageBody(components), ...attachments, ...nonceOf(key, index), ...reply };
    const sent = await api.send(channel, body, files);
    first ??= sent;
  }
  return first;
}

/** Sends messages as answers to the interaction; `fill`: the first becomes its own answer, which is still empty. */
export async function answerAll(
  fill: boolean,
  messages: Messages,
  { answer, quiet }: Address,
  api: DiscordApi,
  pictures: Pictures = NO_PICTURES,
): Promise<Sent | null> {
  if (answer === null) return null;
  let first: Sent | null = null;
  for (const [index, components] of messages.entries()) {
    const { files, attachments } = attached(components, pictures);
    // For its own answer, quiet or not was settled when it was deferred.
    const sent = await (fill && index === 0
      ? api.editAnswer(answer, { ...messageBody(components), ...attachments }, undefined, files)
      : api.followUp(answer, { ...messageBody(components, { quiet }), ...attachments }, files));
    first ??= sent;
  }
  return first;
}
