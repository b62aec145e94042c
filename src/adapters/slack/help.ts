import type { Text } from '../../message/message.ts';
import { text } from '../../message/text.ts';
import { COMMAND } from './intake.ts';

/** What `/op25b help` says. */
export function helpTexts(): Text[] {
  return [
    text('slack:help.intro'),
    text('slack:help.start', { command: { code: COMMAND } }),
    text('slack:help.private', { command: { code: `${COMMAND} private` } }),
    text('slack:help.resume', { command: { code: `${COMMAND} resume` } }),
    text('slack:help.language', { command: { code: `${COMMAND} ja | en` } }),
    text('slack:help.mention'),
    text('slack:help.shortcut'),
  ];
}
