import { MessageType, type GatewayMessageCreateDispatchData } from 'discord.js';
import type { Event } from '../../conversation/types.ts';
import type { Happening } from '../adapter.ts';
import { lookAgain } from '../look-again.ts';
import { writeAddress, type Address } from './address.ts';
import { caseAt, directCase } from './cases.ts';
import type { KnownPlace } from './gateway.ts';
import { handOver, wordsFor } from './hand-over.ts';
import type { HandlerParts } from './handler-parts.ts';
import { hintAtMention } from './hint.ts';
import { languageOfGuild } from './languages.ts';
import { nonceOf, wordsBody } from './message-body.ts';
import { personKey, platformId, workspaceKey } from './platform-id.ts';
import { text } from '../../message/text.ts';

type Incoming = GatewayMessageCreateDispatchData;
const FROM_PEOPLE: MessageType[] = [MessageType.Default, MessageType.Reply];

/** A direct message, or a message that mentions the bot; others come without their content and are none of its business. */
export async function onMessage(message: Incoming, known: KnownPlace, parts: HandlerParts): Promise<void> {
  const { bot } = known;
  if (bot === null || !isFromPerson(message)) return;
  if (!meansUs(message, bot)) return hintAtMention(message, known, parts);
  await parts.order.run(message.channel_id, async () => {
    const said = withoutMention(message.content, bot);
    const language = languageOfGuild(known.guildLocale);
    try {
      const { conversation, address } = await caseOf(message, known, parts);
      const happening: Happening = {
        eventId: message.id,
        conversation,
        ...(address && { address: writeAddress(address) }),
        person: personKey(message.author.id),
        workspace: workspaceKey(message.guild_id ?? null, message.author.id),
        language,
        event: eventOf(said, address !== null),
      };
      const result = await handOver(happening, parts);
      if (result.type === 'refused') await tellAlone(message, result.words, parts);
    } catch (error) {
      parts.log.error({ event: message.id, error }, 'message-not-taken');
      await tellAlone(message, wordsFor(language, text('discord:journal-away'), parts), parts);
    }
  });
}

function isFromPerson({ author, webhook_id, type }: Incoming): boolean {
  return author.bot !== true && webhook_id === undefined && FROM_PEOPLE.includes(type);
}

function meansUs(message: Incoming, bot: string): boolean {
  return message.guild_id === undefined || message.mentions.some(({ id }) => id === bot);
}

/** The words without the mention that only called the bot. */
function withoutMention(content: string, bot: string): string {
  return content.replaceAll(`<@${bot}>`, '').replaceAll(`<@!${bot}>`, '').trim();
}

function eventOf(said: string, isNew: boolean): Event {
  if (said !== '') return { type: 'said', text: said };
  return isNew ? { type: 'started' } : { type: 'commanded', command: 'resume' };
}

/** The case in which the message was shown that this one replies to. */
function caseOfReply(
  replied: string,
  { referenced_message: to }: Incoming,
  { bot }: KnownPlace,
  { inbox }: HandlerParts,
) {
  return lookAgain(() => inbox.conversationOf(replied), to?.author.id === bot);
}

/** The case that the message belongs to; with an address if it begins one. */
async function caseOf(
  message: Incoming,
  known: KnownPlace,
  parts: HandlerParts,
): Promise<{ conversation: string; address: Address | null }> {
  const { channel_id: channel, id, author } = message;
  const guild = message.guild_id ?? null;
  const address = { channel, guild, user: author.id, anchor: id, answer: null, quiet: false };
  const replied = message.message_reference?.message_id;
  const answered =
    replied === undefined ? null : await caseOfReply(platformId(channel, replied), message, known, parts);
  if (answered !== null) return { conversation: answered, address: null };
  if (guild === null) {
    const going = await directCase(author.id, parts);
    if (going !== null) return { conversation: going, address: null };
    return { conversation: caseAt(channel, id), address: { ...address, place: 'channel', anchor: null } };
  }
  const parent = known.channel ? known.channel.parent : await parts.api.parentOf(channel);
  if (parent === null) return { conversation: caseAt(channel, id), address: { ...address, place: 'thread' } };
  const conversation = caseAt(parent, channel);
  const begun = (await parts.inbox.whereabouts(conversation)) !== null;
  return { conversation, address: begun ? null : { ...address, place: 'channel' } };
}

/** Channels have no private answers to messages, so these words go to the person's direct messages. */
async function tellAlone(message: Incoming, words: string, { api, log, clock }: HandlerParts): Promise<void> {
  try {
    const direct = message.guild_id === undefined ? message.channel_id : await api.openDirect(message.author.id);
    // Whoever writes a hundred messages is told once a minute.
    const minute = Math.floor(clock() / 60_000);
    await api.send(direct, { ...wordsBody(words), ...nonceOf(`${message.author.id} ${minute}`, 0) });
  } catch (error) {
    log.info({ event: message.id, error }, 'person-not-told');
  }
}
