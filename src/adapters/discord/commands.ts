import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { Text } from '../../message/message.ts';
import { LANGUAGES } from '../../message/message.ts';
import { text } from '../../message/text.ts';
import type { Translator } from '../../message/translator.ts';
import { ACTIONS } from './wish.ts';

/** Where the commands can be used, and for whom the app can be installed. */
const EVERYWHERE = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
};

/** `/op25b` with its options, and "Diagnose this" in the menu of a message; in English and Japanese. */
export function commands(translator: Translator): RESTPutAPIApplicationCommandsJSONBody {
  // American English is given too: without it people there may see another default.
  const localised = (words: Text) => {
    const english = translator.plain('en', words);
    return { default: english, all: { 'en-US': english, 'en-GB': english, ja: translator.plain('ja', words) } };
  };
  const described = (words: Text) => {
    const { default: description, all: description_localizations } = localised(words);
    return { description, description_localizations };
  };
  const named = (words: Text) => {
    const { default: name, all: name_localizations } = localised(words);
    return { name, name_localizations };
  };
  const option = (name: 'server' | 'question' | 'language' | 'private' | 'action') => ({
    ...named(text(`discord:command.names.${name}`)),
    // The name that comes back with an interaction is this one, in any language.
    name,
    ...described(text(`discord:command.${name}`)),
  });
  return [
    {
      type: ApplicationCommandType.ChatInput,
      name: 'op25b',
      ...described(text('discord:command.description')),
      ...EVERYWHERE,
      options: [
        { type: ApplicationCommandOptionType.String, ...option('server'), max_length: 255 },
        { type: ApplicationCommandOptionType.String, ...option('question'), max_length: 4000 },
        { type: ApplicationCommandOptionType.Boolean, ...option('private') },
        {
          type: ApplicationCommandOptionType.String,
          ...option('language'),
          choices: LANGUAGES.map((language) => ({
            ...named(text(`discord:command.languages.${language}`)),
            value: language,
          })),
        },
        {
          type: ApplicationCommandOptionType.String,
          ...option('action'),
          choices: ACTIONS.map((action) => ({ ...named(text(`discord:command.actions.${action}`)), value: action })),
        },
      ],
    },
    { type: ApplicationCommandType.Message, ...named(text('discord:command.diagnose')), ...EVERYWHERE },
  ];
}
