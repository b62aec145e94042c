import type { GatewayMessageCreateDispatchData } from 'discord.js';
import { text } from '../../message/text.ts';
import { caseAt, casesOf } from './cases.ts';
import type { KnownPlace } from './gateway.ts';
import type { HandlerParts } from './handler-parts.ts';
import { messageBody, nonceOf } from './message-body.ts';
import { render } from './render.ts';

/**
 * Tells once, in the thread of a person's case, that only messages with a mention can be read: without the privileged intent
 * the others come empty, and whoever writes one would wait for an answer in vain.
 */
export async function hintAtMention(
  message: GatewayMessageCreateDispatchData,
  { bot, channel: known }: KnownPlace,
  parts: HandlerParts,
): Promise<void> {
  const { channel_id: channel, author, content } = message;
  const { hinted, api, translator, log } = parts;
  if (bot === null || content !== '' || known?.owner !== bot || known.parent === null || hinted.has(channel)) return;
  hinted.add(channel);
  try {
    const conversation = caseAt(known.parent, channel);
    // While a person of the desk has the case, the bot is silent.
    const held = (await casesOf(author.id, parts)).find((one) => one.conversation === conversation);
    if (held?.status !== 'open') return;
    const { language } = held;
    const spans = translator.spans(language, text('discord:mention-me', { bot: { person: bot } }));
    const [components = []] = render(
      { blocks: [{ kind: 'paragraph', spans }] },
      { conversation, language, translator },
    );
    await api.send(channel, { ...messageBody(components), ...nonceOf(`mention-me ${channel}`, 0) });
  } catch (error) {
    log.info({ event: message.id, error }, 'person-not-told');
  }
}
