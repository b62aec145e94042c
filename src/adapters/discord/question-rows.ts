import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
} from 'discord.js';
import type { Document, DocumentQuestion } from '../../message/document.ts';
import type { Language } from '../../message/message.ts';
import { questionId } from '../../conversation/question-id.ts';
import type { QuestionId } from '../../conversation/types.ts';
import { text } from '../../message/text.ts';
import type { Translator } from '../../message/translator.ts';
import { clip } from './clip.ts';
import { writeComponentId } from './component-id.ts';
import {
  LONGEST_BUTTON_LABEL,
  LONGEST_OPTION,
  LONGEST_PLACEHOLDER,
  MOST_BUTTONS_IN_ROW,
  MOST_CHOICE_BUTTONS,
  MOST_OPTIONS,
} from './limits.ts';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;
type Parts = { conversation: string; language: Language; translator: Translator };

/** The ways to answer a question: buttons for a few choices, menus for many, and a button that opens a form for words. */
export function questionRows(question: DocumentQuestion, parts: Parts): Row[] {
  const id = questionId(question.id);
  if (id === null) return [];
  const { choices } = question;
  const few = choices.length <= MOST_CHOICE_BUTTONS;
  const buttons = few ? choices.map((choice) => choiceButton(id, choice, parts)) : [];
  if (question.freeText) buttons.push(writeButton(id, parts));
  return [...(few ? [] : menus(id, choices, parts)), ...buttonRows(buttons)];
}

/** What a member of the desk can do with a case. */
export function actionRow(actions: NonNullable<Document['actions']>, conversation: string): Row {
  return rowOf(
    actions.slice(0, MOST_BUTTONS_IN_ROW).map(({ id, label }) => ({
      type: ComponentType.Button,
      style: id === 'claim' ? ButtonStyle.Primary : ButtonStyle.Secondary,
      label: clip(label, LONGEST_BUTTON_LABEL),
      custom_id: writeComponentId({ kind: 'desk', conversation, action: id }),
    })),
  );
}

function choiceButton(question: QuestionId, choice: { id: string; label: string }, parts: Parts): APIButtonComponent {
  const { conversation } = parts;
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: clip(choice.label, LONGEST_BUTTON_LABEL),
    custom_id: writeComponentId({ kind: 'choice', conversation, question, choice: choice.id }),
  };
}

function writeButton(question: QuestionId, { conversation, language, translator }: Parts): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Primary,
    label: clip(translator.plain(language, text('discord:form.write')), LONGEST_BUTTON_LABEL),
    custom_id: writeComponentId({ kind: 'write', conversation, question, language }),
  };
}

function menus(question: QuestionId, choices: DocumentQuestion['choices'], parts: Parts): Row[] {
  const { conversation, language, translator } = parts;
  return chunks(choices, MOST_OPTIONS).map((options, page) => {
    const words =
      page === 0 ? text('discord:form.choose') : text('discord:form.choose-more', { page: String(page + 1) });
    const menu: APIComponentInMessageActionRow = {
      type: ComponentType.StringSelect,
      custom_id: writeComponentId({ kind: 'menu', conversation, question, page }),
      placeholder: clip(translator.plain(language, words), LONGEST_PLACEHOLDER),
      options: options.map(({ id, label }) => ({ label: clip(label, LONGEST_OPTION), value: id })),
    };
    return { type: ComponentType.ActionRow, components: [menu] };
  });
}

function buttonRows(buttons: APIButtonComponent[]): Row[] {
  return chunks(buttons, MOST_BUTTONS_IN_ROW).map(rowOf);
}

function rowOf(components: APIButtonComponent[]): Row {
  return { type: ComponentType.ActionRow, components };
}

function chunks<T>(values: T[], size: number): T[][] {
  const result: T[][] = [];
  for (let at = 0; at < values.length; at += size) result.push(values.slice(at, at + size));
  return result;
}
