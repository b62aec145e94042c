import type { InputBlock, ModalView } from '@slack/types';
import type { ViewOutput } from '@slack/bolt';
import type { Event, QuestionId } from '../../conversation/types.ts';
import type { Language } from '../../message/message.ts';
import { dataText, text, type CodeKey } from '../../message/text.ts';
import type { Translator } from '../../message/translator.ts';
import { FORM_CALLBACK, writeForm } from './component-id.ts';
import { optionOf } from './controls.ts';
import { MOST_INPUT, MOST_INPUT_LABEL, MOST_TITLE } from './limits.ts';
import { cut } from './width.ts';

/** Choices of the contract's questions that a form can ask at once. */
const PICKED: { id: QuestionId & ('port' | 'encryption' | 'receive'); choices: string[] }[] = [
  { id: 'port', choices: ['25', '465', '587', '2525', 'unknown'] },
  { id: 'encryption', choices: ['none', 'starttls', 'tls', 'unknown'] },
  { id: 'receive', choices: ['works', 'fails', 'unknown'] },
];
const CLIENT_INPUT = 'client';
export const WORDS_INPUT = 'words';

/** Everything at once, for those who know their settings; each field may stay empty. */
export function caseForm(language: Language, translator: Translator): ModalView {
  const say = (key: Extract<CodeKey, `slack:${string}`> & SimpleKey, most: number) => ({
    type: 'plain_text' as const,
    text: cut(translator.plain(language, text(key)), most),
    emoji: false,
  });
  const typed = (id: string, label: SimpleKey, hint: SimpleKey | null, multiline: boolean): InputBlock => ({
    type: 'input',
    block_id: id,
    optional: true,
    label: say(label, MOST_INPUT_LABEL),
    ...(hint && { hint: say(hint, MOST_INPUT_LABEL) }),
    element: { type: 'plain_text_input', action_id: id, multiline, max_length: MOST_INPUT },
  });
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    private_metadata: writeForm({ kind: 'case', language }),
    title: say('slack:case-form.title', MOST_TITLE),
    submit: say('slack:case-form.submit', MOST_TITLE),
    close: say('slack:answer-form.cancel', MOST_TITLE),
    blocks: [
      typed(WORDS_INPUT, 'slack:case-form.words', null, true),
      typed('server', 'slack:case-form.server', 'slack:case-form.server-hint', false),
      typed('error', 'slack:case-form.error', 'slack:case-form.error-hint', true),
      typed(CLIENT_INPUT, 'slack:case-form.client', null, false),
      ...PICKED.map(({ id, choices }): InputBlock => ({
        type: 'input',
        block_id: id,
        optional: true,
        label: say(`slack:case-form.${id}`, MOST_INPUT_LABEL),
        element: {
          type: 'static_select',
          action_id: id,
          placeholder: say('slack:choose', MOST_INPUT_LABEL),
          options: choices.map((choice) =>
            optionOf(translator.plain(language, dataText(`question:${id}.choices.${choice}`)), choice),
          ),
        },
      })),
    ],
  };
}

type SimpleKey =
  | `slack:case-form.${'title' | 'submit' | 'server' | 'server-hint' | 'client' | 'error' | 'error-hint' | 'words' | 'port' | 'encryption' | 'receive'}`
  | 'slack:answer-form.cancel'
  | 'slack:choose';

/** What was filled in; null: nothing at all. The mail program is read from the words, as people name it. */
export function filledCase(state: ViewOutput['state']): Extract<Event, { type: 'filled' }> | null {
  const typed = (id: string) => state.values[id]?.[id]?.value?.trim() || null;
  const answers: Partial<Record<QuestionId, string>> = {};
  for (const id of ['server', 'error'] as const) {
    const value = typed(id);
    if (value !== null) answers[id] = value;
  }
  for (const { id } of PICKED) {
    const value = state.values[id]?.[id]?.selected_option?.value;
    if (value !== undefined) answers[id] = value;
  }
  const words = [typed(WORDS_INPUT), typed(CLIENT_INPUT)].filter((value) => value !== null);
  if (words.length === 0 && Object.keys(answers).length === 0) return null;
  return { type: 'filled', answers, text: words.length > 0 ? words.join('\n') : null };
}
