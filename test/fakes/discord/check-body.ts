import { checkComponents, checkCustomId, checkRows, checkSelect } from './check-components.ts';
import { count, isRecord, list, record, words, type Json } from './json.ts';
import { invalidBody, Refusal } from './refusal.ts';

export const EPHEMERAL = 1 << 6;
export const COMPONENTS_V2 = 1 << 15;

/** The flags that a bot may set: SUPPRESS_EMBEDS, EPHEMERAL (interactions only), SUPPRESS_NOTIFICATIONS, IS_COMPONENTS_V2. */
const SENT_FLAGS = (1 << 2) | EPHEMERAL | (1 << 12) | COMPONENTS_V2;

/** Refuses what Discord refuses in a message that is sent or edited. `before`: the flags of the message that is edited. */
export function checkMessage(body: Json, before: number | null = null): void {
  const errors: string[] = [];
  const flags = count(body.flags) | ((before ?? 0) & COMPONENTS_V2);
  const content = words(body.content);
  if ((count(body.flags) & ~SENT_FLAGS) !== 0) errors.push('flags: MESSAGE_FLAGS_INVALID');
  if (words(body.nonce).length > 25) errors.push('nonce: at most 25 characters');
  if (flags & COMPONENTS_V2) {
    for (const field of ['content', 'embeds', 'poll', 'sticker_ids']) {
      const value = body[field];
      const empty =
        value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
      if (!empty) errors.push(`${field}: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2`);
    }
    if (before === null || body.components !== undefined) errors.push(...checkComponents(list(body.components)));
  } else {
    if (content.length > 2000) errors.push('content: BASE_TYPE_MAX_LENGTH 2000');
    errors.push(...checkRows(list(body.components)));
    const empty = content.trim() === '' && list(body.embeds).length === 0 && list(body.components).length === 0;
    if (before === null && empty && errors.length === 0) throw new Refusal(400, 50006, 'Cannot send an empty message');
  }
  if (errors.length > 0) throw invalidBody(errors);
}

/** Refuses what Discord refuses in a form (modal). */
export function checkModal(modal: Json): void {
  const errors: string[] = [];
  const seen = { ids: [words(modal.custom_id)], errors };
  if (words(modal.title) === '' || words(modal.title).length > 45) errors.push('title: 1 to 45 characters');
  checkCustomId(modal, 'data', { ids: [], errors });
  const components = list(modal.components).map(record);
  if (components.length < 1 || components.length > 5) errors.push('components: 1 to 5');
  for (const [index, component] of components.entries()) {
    const path = `components.${index}`;
    if (component.type === 10) {
      const { length } = words(component.content);
      if (length < 1 || length > 4000) errors.push(`${path}.content: 1 to 4000 characters`);
      continue;
    }
    if (component.type !== 18) {
      errors.push(`${path}.type: a label or a text`);
      continue;
    }
    if (words(component.label) === '' || words(component.label).length > 45) errors.push(`${path}.label: 1 to 45`);
    if (words(component.description).length > 100) errors.push(`${path}.description: at most 100`);
    const inner = record(component.component);
    if (inner.type === 3) checkSelect(inner, `${path}.component`, seen);
    else if (inner.type === 4) checkTextInput(inner, `${path}.component`, seen);
    else errors.push(`${path}.component: UNION_TYPE_CHOICES`);
  }
  if (new Set(seen.ids).size < seen.ids.length) errors.push('components: COMPONENT_CUSTOM_ID_DUPLICATED');
  if (errors.length > 0) throw invalidBody(errors);
}

function checkTextInput(input: Json, path: string, seen: { ids: string[]; errors: string[] }): void {
  checkCustomId(input, path, seen);
  if (input.style !== 1 && input.style !== 2) seen.errors.push(`${path}.style: 1 or 2`);
  if (input.max_length !== undefined && (count(input.max_length) < 1 || count(input.max_length) > 4000)) {
    seen.errors.push(`${path}.max_length: 1 to 4000`);
  }
  if (words(input.placeholder).length > 100) seen.errors.push(`${path}.placeholder: at most 100`);
  if (words(input.value).length > 4000) seen.errors.push(`${path}.value: at most 4000`);
  if (input.label !== undefined) seen.errors.push(`${path}.label: not in a label`);
}

const COMMAND_NAME = /^[-_'\p{L}\p{N}\p{sc=Devanagari}\p{sc=Thai}]{1,32}$/u;
const LOCALES = ['en-US', 'en-GB', 'ja', 'de', 'fr', 'ko', 'zh-CN', 'zh-TW'];

/** Refuses what Discord refuses in a list of application commands. */
export function checkCommands(commands: unknown[]): void {
  const errors: string[] = [];
  for (const [index, value] of commands.entries()) {
    const command = record(value);
    const chat = (command.type ?? 1) === 1;
    const forms = [words(command.name), ...Object.values(record(command.name_localizations)).map(words)];
    for (const name of forms) {
      const good = chat
        ? COMMAND_NAME.test(name) && name === name.toLowerCase()
        : name.length >= 1 && name.length <= 32;
      if (!good) errors.push(`${index}.name: APPLICATION_COMMAND_INVALID_NAME (${name})`);
    }
    checkLocalised(command, `${index}`, chat ? 100 : 0, errors);
    const options = list(command.options).map(record);
    if (options.length > 25) errors.push(`${index}.options: at most 25`);
    for (const [place, option] of options.entries()) {
      if (!COMMAND_NAME.test(words(option.name))) errors.push(`${index}.options.${place}.name`);
      checkLocalised(option, `${index}.options.${place}`, 100, errors);
      if (list(option.choices).length > 25) errors.push(`${index}.options.${place}.choices: at most 25`);
    }
  }
  if (errors.length > 0) throw invalidBody(errors);
}

function checkLocalised(value: Json, path: string, longest: number, errors: string[]): void {
  const descriptions = [words(value.description), ...Object.values(record(value.description_localizations)).map(words)];
  for (const description of descriptions) {
    const good = longest === 0 ? description === '' : description.length >= 1 && description.length <= longest;
    if (!good) errors.push(`${path}.description: 1 to ${longest} characters`);
  }
  for (const field of ['name_localizations', 'description_localizations']) {
    const locales = Object.keys(isRecord(value[field]) ? record(value[field]) : {});
    for (const locale of locales)
      if (!LOCALES.includes(locale)) errors.push(`${path}.${field}: unknown locale ${locale}`);
  }
}
