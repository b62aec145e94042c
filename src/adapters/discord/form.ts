import { ComponentType, TextInputStyle, type APIModalInteractionResponseCallbackData } from 'discord.js';
import type { QuestionId } from '../../conversation/types.ts';
import type { Language } from '../../message/message.ts';
import { dataText, text } from '../../message/text.ts';
import type { Translator } from '../../message/translator.ts';
import { clip } from './clip.ts';
import { writeComponentId } from './component-id.ts';
import { LONGEST_FORM_LABEL, LONGEST_FORM_TEXT, LONGEST_FORM_TITLE } from './limits.ts';
import { escape } from './markdown.ts';

const FIELD = 'text';
/** A name fits on a line; what was pasted does not. */
const ONE_LINE: QuestionId[] = ['server', 'client', 'port', 'line'];

/** The form in which a person writes an answer in their own words. */
export function answerForm(
  { conversation, question, language }: { conversation: string; question: QuestionId; language: Language },
  { translator }: { translator: Translator },
): APIModalInteractionResponseCallbackData {
  const ask = escape(translator.plain(language, dataText(`question:${question}.ask`)));
  return {
    custom_id: writeComponentId({ kind: 'form', conversation, question }),
    title: clip(translator.plain(language, text('discord:form.title')), LONGEST_FORM_TITLE),
    components: [
      { type: ComponentType.TextDisplay, content: clip(ask, LONGEST_FORM_TEXT) },
      {
        type: ComponentType.Label,
        label: clip(translator.plain(language, text('discord:form.field')), LONGEST_FORM_LABEL),
        component: {
          type: ComponentType.TextInput,
          custom_id: FIELD,
          style: ONE_LINE.includes(question) ? TextInputStyle.Short : TextInputStyle.Paragraph,
          max_length: LONGEST_FORM_TEXT,
          required: true,
        },
      },
    ],
  };
}
