import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type APIApplicationCommandInteraction,
  type APIChatInputApplicationCommandInteraction,
} from 'discord.js';
import type { Event } from '../../conversation/types.ts';
import { LANGUAGES, type Language } from '../../message/message.ts';

export const ACTIONS = ['resume', 'hand-off', 'restart', 'end'] as const;
export type Action = (typeof ACTIONS)[number];

/** What a person asks for with a command. `action`: something to do with a case that there is. */
export type Wish = { event: Event; action: Action | null; language: Language | null; inPrivate: boolean };

/** Null for a command of another kind. */
export function wishOf({ data }: APIApplicationCommandInteraction): Wish | null {
  if (data.type === ApplicationCommandType.ChatInput) return optionsWish(data);
  if (data.type !== ApplicationCommandType.Message) return null;
  // The content of the message that the command is used on comes without the privileged intent.
  const content = data.resolved.messages[data.target_id]?.content.trim() ?? '';
  const event: Event = content === '' ? { type: 'started' } : { type: 'said', text: content };
  return { event, action: null, language: null, inPrivate: false };
}

function optionsWish(data: APIChatInputApplicationCommandInteraction['data']): Wish {
  const words = new Map<string, string>();
  let inPrivate = false;
  for (const option of data.options ?? []) {
    if (option.type === ApplicationCommandOptionType.String) words.set(option.name, option.value.trim());
    if (option.type === ApplicationCommandOptionType.Boolean && option.name === 'private') inPrivate = option.value;
  }
  return {
    event: eventOf(words.get('server') ?? '', words.get('question') ?? ''),
    action: ACTIONS.find((one) => one === words.get('action')) ?? null,
    language: LANGUAGES.find((one) => one === words.get('language')) ?? null,
    inPrivate,
  };
}

function eventOf(server: string, question: string): Event {
  if (server !== '') return { type: 'filled', answers: { server }, text: question === '' ? null : question };
  return question === '' ? { type: 'started' } : { type: 'said', text: question };
}
