import { InteractionContextType, SnowflakeUtil, type APIInteraction } from 'discord.js';
import type { Language } from '../../message/message.ts';
import type { OpenAnswer } from './address.ts';
import { languageOf } from './languages.ts';

/** The token lives for 15 minutes from the interaction on; the last one is left for what is on its way. */
const TOKEN_LIVES_MS = 14 * 60_000;

/** Who did it, where, in which language, and how to answer. */
export type Asked = {
  id: string;
  token: string;
  user: string;
  guild: string | null;
  channel: string;
  /** The channel that this thread belongs to; null: it is no thread. */
  parent: string | null;
  direct: boolean;
  /** Ids of the person's roles in the guild. */
  roles: string[];
  language: Language | null;
  answer: OpenAnswer;
};

const THREAD_TYPES = [10, 11, 12];

/** Null for an interaction without a person or a channel: none that this bot could answer. */
export function askedIn(interaction: APIInteraction): Asked | null {
  const user = interaction.member?.user ?? interaction.user;
  const { channel } = interaction;
  if (!user || !channel) return null;
  const isThread = THREAD_TYPES.includes(channel.type);
  const locale = 'locale' in interaction ? interaction.locale : null;
  const { id, token, application_id: application } = interaction;
  return {
    id,
    token,
    user: user.id,
    guild: interaction.guild_id ?? null,
    channel: channel.id,
    parent: isThread && 'parent_id' in channel ? (channel.parent_id ?? null) : null,
    direct: interaction.context === InteractionContextType.BotDM,
    roles: interaction.member?.roles ?? [],
    language: languageOf(locale, interaction.guild_locale ?? null),
    answer: { application, token, until: SnowflakeUtil.timestampFrom(id) + TOKEN_LIVES_MS },
  };
}
