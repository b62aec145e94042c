import type { Event } from '../../conversation/types.ts';
import type { Language } from '../../message/message.ts';
import type { Happening } from '../adapter.ts';

/** The one conversation of a terminal, and how its lines become happenings. */
export type Talk = {
  /** The first event, for a terminal that speaks first. */
  opening: Event;
  happening(event: Event): Happening;
};

export type TalkParts = {
  conversation: string;
  opening: Event;
  language: Language;
  /** `--lang` was given. */
  languageChosen: boolean;
  /** Makes this process's event ids differ from an earlier one's. */
  run: string;
};

/** There is one person at a terminal, whoever it is. */
export const AT_THE_TERMINAL = 'terminal:here:person';

export function createTalk({ conversation, opening, language, languageChosen, run }: TalkParts): Talk {
  let number = 0;
  return {
    opening,
    happening(event) {
      number += 1;
      return {
        eventId: `${run}:${number}`,
        conversation,
        person: AT_THE_TERMINAL,
        workspace: 'terminal:here',
        language,
        languageChosen,
        event,
      };
    },
  };
}
