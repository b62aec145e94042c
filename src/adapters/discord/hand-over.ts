import type { Happening } from '../adapter.ts';
import type { Language, Text } from '../../message/message.ts';
import { text } from '../../message/text.ts';
import type { HandlerParts } from './handler-parts.ts';

/** For people whose language is not known yet: the product is at home in Japan. */
const DEFAULT_LANGUAGE: Language = 'ja';

/** `refused`: the person is to be told these words, and nobody else. */
export type HandedOver = { type: 'taken' } | { type: 'repeat' } | { type: 'refused'; words: string };

/**
 * Hands a happening to the inbox; a journal that is away is said to the person, since Discord sends nothing twice.
 *
 * @param mayComeAgain people can do the same twice; otherwise a repeat shows that another process uses the token
 */
export async function handOver(
  happening: Happening,
  parts: HandlerParts,
  { mayComeAgain = false } = {},
): Promise<HandedOver> {
  const { inbox, log, rival, pace } = parts;
  await pace.turn();
  try {
    const received = await inbox.receive(happening);
    if (received.type === 'limited') return { type: 'refused', words: received.words };
    if (received.type === 'repeat' && !mayComeAgain && rival.noteSign()) {
      log.error({ event: happening.eventId }, 'token-used-twice');
    }
    return received;
  } catch (error) {
    log.error({ case: happening.conversation, event: happening.eventId, error }, 'event-not-kept');
    return { type: 'refused', words: wordsFor(happening.language, text('discord:journal-away'), parts) };
  }
}

export function wordsFor(
  language: Language | null,
  words: Text,
  { translator }: Pick<HandlerParts, 'translator'>,
): string {
  return translator.plain(language ?? DEFAULT_LANGUAGE, words);
}
