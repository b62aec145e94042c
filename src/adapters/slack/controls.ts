import type { ActionsBlock, Button, Overflow, PlainTextOption, StaticSelect } from '@slack/types';
import type { Document, DocumentQuestion } from '../../message/document.ts';
import type { Language } from '../../message/message.ts';
import { text } from '../../message/text.ts';
import type { Translator } from '../../message/translator.ts';
import { questionId } from '../../conversation/question-id.ts';
import type { QuestionId } from '../../conversation/types.ts';
import { MORE_COMMANDS, writeComponent } from './component-id.ts';
import { harmless } from './harmless.ts';
import { MOST_BUTTONS, MOST_LABEL, MOST_OPTION_VALUE, MOST_OPTIONS, MOST_PLACEHOLDER } from './limits.ts';
import { cut } from './width.ts';

export type ControlsFor = { conversation: string; language: Language; translator: Translator };

/** The buttons and menus below a message; null: it has none. */
export function controlsOf(document: Document, about: ControlsFor): ActionsBlock | null {
  const { conversation, language } = about;
  if (document.actions && document.actions.length > 0) {
    const elements = document.actions.map(({ id, label }): Button => {
      const button = buttonOf(label, writeComponent({ kind: 'desk', language, conversation, action: id }));
      return id === 'claim' ? { ...button, style: 'primary' } : button;
    });
    return { type: 'actions', elements };
  }
  const question = document.question;
  const id = question && questionId(question.id);
  if (!question || !id) return null;
  return { type: 'actions', elements: [...typeIn(question, id, about), ...choices(question, id, about), more(about)] };
}

function typeIn(
  question: DocumentQuestion,
  id: QuestionId,
  { conversation, language, translator }: ControlsFor,
): Button[] {
  if (!question.freeText) return [];
  const label = translator.plain(language, text('slack:type-in'));
  const button = buttonOf(label, writeComponent({ kind: 'type', language, conversation, question: id }));
  return [{ ...button, style: 'primary' }];
}

function choices(question: DocumentQuestion, id: QuestionId, about: ControlsFor): (Button | StaticSelect)[] {
  const { conversation, language, translator } = about;
  if (question.choices.length <= MOST_BUTTONS) {
    return question.choices.map((choice) =>
      buttonOf(
        choice.label || choice.id,
        writeComponent({ kind: 'answer', language, conversation, question: id, choice: choice.id }),
      ),
    );
  }
  const options = question.choices
    .filter((choice) => choice.id.length <= MOST_OPTION_VALUE)
    .map(({ id: value, label }) => optionOf(label || value, value));
  const menus = Math.ceil(options.length / MOST_OPTIONS);
  return Array.from({ length: menus }, (_, part): StaticSelect => {
    const words = menus === 1 ? text('slack:choose') : text('slack:choose-more', { number: part + 1 });
    return {
      type: 'static_select',
      action_id: writeComponent({ kind: 'pick', language, conversation, question: id, part }),
      placeholder: { type: 'plain_text', text: cut(translator.plain(language, words), MOST_PLACEHOLDER), emoji: false },
      options: options.slice(part * MOST_OPTIONS, (part + 1) * MOST_OPTIONS),
    };
  });
}

/** What can be asked for at any time: nobody has to know a command. */
function more({ conversation, language, translator }: ControlsFor): Overflow {
  return {
    type: 'overflow',
    action_id: writeComponent({ kind: 'more', language, conversation }),
    options: MORE_COMMANDS.map((command) =>
      optionOf(translator.plain(language, text(`slack:more.${command}`)), command),
    ),
  };
}

export function buttonOf(label: string, actionId: string): Button {
  return {
    type: 'button',
    action_id: actionId,
    text: { type: 'plain_text', text: cut(harmless(label), MOST_LABEL), emoji: false },
  };
}

export function optionOf(label: string, value: string): PlainTextOption {
  return { text: { type: 'plain_text', text: cut(harmless(label), MOST_LABEL), emoji: false }, value };
}
