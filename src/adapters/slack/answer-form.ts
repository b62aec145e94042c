import type { ModalView } from '@slack/types';
import { dataText, text } from '../../message/text.ts';
import type { Translator } from '../../message/translator.ts';
import { FORM_CALLBACK, writeForm, type Form } from './component-id.ts';
import { MOST_INPUT, MOST_INPUT_LABEL, MOST_TITLE } from './limits.ts';
import { cut } from './width.ts';

/** The one input of the form. */
export const ANSWER_INPUT = 'answer';

/** A form with the question as its label and room for a free answer. */
export function answerForm(form: Extract<Form, { kind: 'answer' }>, translator: Translator): ModalView {
  const plain = (words: string, most: number) => ({
    type: 'plain_text' as const,
    text: cut(words, most),
    emoji: false,
  });
  const { language } = form;
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    private_metadata: writeForm(form),
    title: plain(translator.plain(language, text('slack:answer-form.title')), MOST_TITLE),
    submit: plain(translator.plain(language, text('slack:answer-form.submit')), MOST_TITLE),
    close: plain(translator.plain(language, text('slack:answer-form.cancel')), MOST_TITLE),
    blocks: [
      {
        type: 'input',
        block_id: ANSWER_INPUT,
        label: plain(translator.plain(language, dataText(`question:${form.question}.ask`)), MOST_INPUT_LABEL),
        hint: plain(translator.plain(language, text('slack:answer-form.hint')), MOST_INPUT_LABEL),
        element: { type: 'plain_text_input', action_id: ANSWER_INPUT, multiline: true, max_length: MOST_INPUT },
      },
    ],
  };
}
