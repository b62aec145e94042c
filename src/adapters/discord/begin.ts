import { PermissionFlagsBits, PermissionsBitField, type APIInteraction } from 'discord.js';
import type { Address } from './address.ts';
import type { Asked } from './person-of.ts';

/** Text channels and announcement channels: the ones where a thread can hang on a message. */
const WITH_THREADS = [0, 5];
const IN_THREADS = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.CreatePublicThreads,
  PermissionFlagsBits.SendMessagesInThreads,
];

/** Where a case that a command begins is to be held; before any message is there. */
export function placeFor(interaction: APIInteraction, asked: Asked, wantsPrivate: boolean): Address['place'] {
  if (asked.direct) return 'channel';
  const inGuild = asked.guild !== null && '0' in interaction.authorizing_integration_owners;
  if (wantsPrivate) return inGuild ? 'direct' : 'answers';
  if (!inGuild) return 'answers';
  const may = new PermissionsBitField(BigInt(interaction.app_permissions));
  if (asked.parent !== null) return may.has(PermissionFlagsBits.SendMessagesInThreads) ? 'channel' : 'answers';
  const threads = interaction.channel !== undefined && WITH_THREADS.includes(interaction.channel.type);
  if (threads && may.has(IN_THREADS)) return 'thread';
  const maySend = may.has([PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages]);
  return maySend ? 'channel' : 'answers';
}
