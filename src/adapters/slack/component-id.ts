import * as z from 'zod/mini';
import type { QuestionId } from '../../conversation/types.ts';
import { questionId } from '../../conversation/question-id.ts';
import { LANGUAGES, type DeskAction, type Language } from '../../message/message.ts';

/** What a person can ask for beside answering. */
export type MoreCommand = 'hand-off' | 'restart' | 'end';

/** A button or menu that this adapter made. The state is in the journal; here are ids only, for anybody may read them. */
export type Component =
  | { kind: 'answer'; language: Language; conversation: string; question: QuestionId; choice: string }
  /** The choice is the value of the option; `part` tells the menus of one message apart. */
  | { kind: 'pick'; language: Language; conversation: string; question: QuestionId; part: number }
  | { kind: 'type'; language: Language; conversation: string; question: QuestionId }
  /** The command is the value of the option. */
  | { kind: 'more'; language: Language; conversation: string }
  | { kind: 'desk'; language: Language; conversation: string; action: DeskAction }
  | { kind: 'start'; language: Language }
  | { kind: 'form'; language: Language }
  | { kind: 'speak'; language: Language };

/** Raised when the form of the ids changes: a button of an older message is then known as such. */
const VERSION = '1';
const PREFIX = 'op25b';

/** Every id that this adapter makes begins so, in whichever version. */
export const COMPONENT = /^op25b\//;

export function writeComponent(component: Component): string {
  return [PREFIX, VERSION, component.kind, component.language, ...fieldsOf(component)]
    .map(encodeURIComponent)
    .join('/');
}

/** @returns null for an id that is none of ours, or of another version */
export function readComponent(id: string): Component | null {
  const [prefix, version, kind, spoken, ...fields] = id.split('/').map(decoded);
  const language = LANGUAGES.find((candidate) => candidate === spoken);
  if (prefix !== PREFIX || version !== VERSION || language === undefined) return null;
  const [conversation, second = '', choice] = fields;
  if (kind === 'start' || kind === 'form' || kind === 'speak') return { kind, language };
  if (conversation === undefined || conversation === '') return null;
  if (kind === 'more') return { kind, language, conversation };
  if (kind === 'desk') {
    const action = DESK_ACTIONS.find((candidate) => candidate === second);
    return action === undefined ? null : { kind, language, conversation, action };
  }
  const question = questionId(second);
  if (question === null) return null;
  if (kind === 'type') return { kind, language, conversation, question };
  if (kind === 'answer' && choice !== undefined) return { kind, language, conversation, question, choice };
  if (kind === 'pick' && /^\d{1,3}$/.test(choice ?? '')) {
    return { kind, language, conversation, question, part: Number(choice) };
  }
  return null;
}

/** The command of a `more` menu; null for a value that is none. */
export function moreCommand(value: string): MoreCommand | null {
  return MORE_COMMANDS.find((command) => command === value) ?? null;
}

export const MORE_COMMANDS = ['hand-off', 'restart', 'end'] as const satisfies readonly MoreCommand[];
const DESK_ACTIONS = ['claim', 'hand-back', 'resolve'] as const satisfies readonly DeskAction[];

function fieldsOf(component: Component): string[] {
  switch (component.kind) {
    case 'answer':
      return [component.conversation, component.question, component.choice];
    case 'pick':
      return [component.conversation, component.question, String(component.part)];
    case 'type':
      return [component.conversation, component.question];
    case 'more':
      return [component.conversation];
    case 'desk':
      return [component.conversation, component.action];
    case 'start':
    case 'form':
    case 'speak':
      return [];
  }
}

function decoded(field: string): string {
  try {
    return decodeURIComponent(field);
  } catch {
    return '';
  }
}

/** A form that this adapter opened; kept in the `private_metadata` of its view. */
export type Form =
  | {
      kind: 'answer';
      language: Language;
      conversation: string;
      question: QuestionId;
      /** Where the button was pressed. */
      channel: string;
      thread: string | null;
    }
  | { kind: 'case'; language: Language };

/** The `callback_id` of every form; its version is that of the component ids. */
export const FORM_CALLBACK = `${PREFIX}/${VERSION}/form`;

const language = z.literal(LANGUAGES);
const formShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answer'),
    language,
    conversation: z.string(),
    question: z.string(),
    channel: z.string(),
    thread: z.nullable(z.string()),
  }),
  z.object({ kind: z.literal('case'), language }),
]);

export function writeForm(form: Form): string {
  return JSON.stringify(form);
}

/** @returns null for metadata that is none of ours */
export function readForm(metadata: string): Form | null {
  const parsed = formShape.safeParse(jsonOf(metadata));
  if (!parsed.success) return null;
  if (parsed.data.kind === 'case') return parsed.data;
  const question = questionId(parsed.data.question);
  return question === null ? null : { ...parsed.data, question };
}

function jsonOf(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    return null;
  }
}
