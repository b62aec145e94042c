import type { Delivery } from '../adapter.ts';
import type { Text } from '../../message/message.ts';
import { text } from '../../message/text.ts';
import type { Address } from './address.ts';
import { clip } from './clip.ts';
import type { DeliverParts } from './deliver-parts.ts';
import { failureOf } from './failure-of.ts';
import { LONGEST_THREAD_NAME } from './limits.ts';
import { messageBody } from './message-body.ts';
import { render } from './render.ts';

/** Opens the case's thread on its anchor. Each step can be done twice, so that a crash in between is no harm. */
export async function openThread(
  anchor: string,
  address: Address,
  delivery: Delivery,
  parts: DeliverParts,
): Promise<void> {
  const { api, translator } = parts;
  const reference = { code: delivery.conversation };
  const person = { person: address.user };
  await fillAnswer(address, text('discord:case.begun', { reference, person }), delivery, parts);
  const name = translator.plain(delivery.language, text('discord:case.thread-name', { reference }));
  try {
    await api.startThread(address.channel, anchor, clip(name, LONGEST_THREAD_NAME));
  } catch (error) {
    if (failureOf(error).kind !== 'done-before') throw error;
  }
  await api.addToThread(anchor, address.user).catch((error: unknown) => {
    parts.onTrouble('person-not-in-thread', error);
  });
}

/** The interaction that waits for its answer gets these words; the case does not depend on it. */
export async function fillAnswer(
  { answer }: Address,
  words: Text,
  { conversation, language }: Delivery,
  { api, translator, onTrouble, now }: DeliverParts,
): Promise<void> {
  if (answer === null || answer.until <= now()) return;
  const spans = translator.spans(language, words);
  const [components = []] = render({ blocks: [{ kind: 'paragraph', spans }] }, { conversation, language, translator });
  await api.editAnswer(answer, messageBody(components)).catch((error: unknown) => {
    onTrouble('answer-left-empty', error);
  });
}
