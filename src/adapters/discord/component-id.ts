import { questionId } from '../../conversation/question-id.ts';
import type { QuestionId } from '../../conversation/types.ts';
import { LANGUAGES, type DeskAction, type Language } from '../../message/message.ts';
import { LONGEST_CUSTOM_ID } from './limits.ts';

/** Raised when the form of the ids changes: a button of an older message is then known to be one. */
const VERSION = 'o1';

/** What a component of a message, or a form, stands for. */
export type ComponentId =
  /** A button with one choice of a question. */
  | { kind: 'choice'; conversation: string; question: QuestionId; choice: string }
  /** A menu with choices; `page`: which, when there are several. */
  | { kind: 'menu'; conversation: string; question: QuestionId; page: number }
  /** The button that opens the form for free text, in this language. */
  | { kind: 'write'; conversation: string; question: QuestionId; language: Language }
  | { kind: 'form'; conversation: string; question: QuestionId }
  | { kind: 'desk'; conversation: string; action: DeskAction };

const DESK_ACTIONS: DeskAction[] = ['claim', 'hand-back', 'resolve'];

/**
 * The id as Discord keeps it and hands it back. Throws RangeError when it would be longer than Discord allows: ids of
 * conversations, questions and choices are short.
 */
export function writeComponentId(id: ComponentId): string {
  const written = [VERSION, id.kind, ...fields(id)].map((part) => encodeURIComponent(part)).join('/');
  if (written.length > LONGEST_CUSTOM_ID)
    throw new RangeError(`Longer than ${LONGEST_CUSTOM_ID} characters: ${written}`);
  return written;
}

function fields(id: ComponentId): string[] {
  switch (id.kind) {
    case 'choice':
      return [id.conversation, id.question, id.choice];
    case 'menu':
      return [id.conversation, id.question, String(id.page)];
    case 'write':
      return [id.conversation, id.question, id.language];
    case 'form':
      return [id.conversation, id.question];
    case 'desk':
      return [id.conversation, id.action];
  }
}

/** What an id that came back stands for; null for one that this program did not write, or an older version of it. */
export function readComponentId(written: string): ComponentId | null {
  const [version, kind, conversation = '', third = '', last = ''] = written.split('/').map(decoded);
  if (version !== VERSION || conversation === '') return null;
  if (kind === 'desk') {
    const action = DESK_ACTIONS.find((one) => one === third);
    return action === undefined ? null : { kind, conversation, action };
  }
  const question = questionId(third);
  if (question === null) return null;
  switch (kind) {
    case 'choice':
      return last === '' ? null : { kind, conversation, question, choice: last };
    case 'menu':
      return /^\d{1,3}$/.test(last) ? { kind, conversation, question, page: Number(last) } : null;
    case 'write': {
      const language = LANGUAGES.find((one) => one === last);
      return language === undefined ? null : { kind, conversation, question, language };
    }
    case 'form':
      return { kind, conversation, question };
    default:
      return null;
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
