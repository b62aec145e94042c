import { count, isRecord, list, record, words, type Json } from './json.ts';

/** Limits of https://docs.discord.com/developers/components/reference, kept apart from those of the adapter on purpose. */
const MOST_COMPONENTS = 40;
const MOST_TEXT = 4000;
const TOP_LEVEL = [1, 9, 10, 12, 13, 14, 17];
const IN_CONTAINER = [1, 9, 10, 12, 13, 14];

type Seen = { total: number; text: number; ids: string[]; errors: string[] };

/** What Discord would say of the components of a message with IS_COMPONENTS_V2. */
export function checkComponents(components: unknown[]): string[] {
  const seen: Seen = { total: 0, text: 0, ids: [], errors: [] };
  if (components.length === 0) seen.errors.push('components: BASE_TYPE_REQUIRED');
  for (const [index, component] of components.entries()) {
    check(record(component), `components.${index}`, TOP_LEVEL, seen);
  }
  if (seen.total > MOST_COMPONENTS)
    seen.errors.push(`components: ${seen.total} components, at most ${MOST_COMPONENTS}`);
  if (seen.text > MOST_TEXT) seen.errors.push(`components: ${seen.text} characters of text, at most ${MOST_TEXT}`);
  if (new Set(seen.ids).size < seen.ids.length) seen.errors.push('components: COMPONENT_CUSTOM_ID_DUPLICATED');
  return seen.errors;
}

/** What Discord would say of the action rows of a message without that flag. */
export function checkRows(components: unknown[]): string[] {
  const seen: Seen = { total: 0, text: 0, ids: [], errors: [] };
  if (components.length > 5) seen.errors.push('components: at most 5 rows');
  for (const [index, component] of components.entries()) check(record(component), `components.${index}`, [1], seen);
  if (new Set(seen.ids).size < seen.ids.length) seen.errors.push('components: COMPONENT_CUSTOM_ID_DUPLICATED');
  return seen.errors;
}

function check(component: Json, path: string, allowed: number[], seen: Seen): void {
  const type = count(component.type);
  seen.total += 1;
  if (!allowed.includes(type)) {
    seen.errors.push(`${path}.type: ${type} is not allowed here`);
    return;
  }
  if (type === 1) checkRow(component, path, seen);
  if (type === 10) checkTextDisplay(component, path, seen);
  if (type === 14 && component.spacing !== undefined && component.spacing !== 1 && component.spacing !== 2) {
    seen.errors.push(`${path}.spacing: 1 or 2`);
  }
  if (type === 17) checkContainer(component, path, seen);
  if (type === 9) checkSection(component, path, seen);
}

function checkContainer(component: Json, path: string, seen: Seen): void {
  const inner = list(component.components);
  if (inner.length === 0) seen.errors.push(`${path}.components: BASE_TYPE_REQUIRED`);
  const accent = component.accent_color;
  if (accent !== undefined && accent !== null && (count(accent) < 0 || count(accent) > 0xffffff)) {
    seen.errors.push(`${path}.accent_color: 0 to 0xFFFFFF`);
  }
  for (const [index, child] of inner.entries()) check(record(child), `${path}.components.${index}`, IN_CONTAINER, seen);
}

function checkSection(component: Json, path: string, seen: Seen): void {
  const inner = list(component.components);
  if (inner.length < 1 || inner.length > 3) seen.errors.push(`${path}.components: 1 to 3`);
  for (const [index, child] of inner.entries()) check(record(child), `${path}.components.${index}`, [10], seen);
  if (!isRecord(component.accessory)) seen.errors.push(`${path}.accessory: BASE_TYPE_REQUIRED`);
}

function checkTextDisplay(component: Json, path: string, seen: Seen): void {
  const content = words(component.content);
  seen.text += content.length;
  if (content.trim() === '' || content.length > MOST_TEXT)
    seen.errors.push(`${path}.content: 1 to ${MOST_TEXT} characters`);
}

function checkRow(row: Json, path: string, seen: Seen): void {
  const inner = list(row.components).map(record);
  const types = inner.map((child) => count(child.type));
  seen.total += inner.length;
  if (inner.length === 0) seen.errors.push(`${path}.components: BASE_TYPE_REQUIRED`);
  if (types.every((type) => type === 2)) {
    if (inner.length > 5) seen.errors.push(`${path}.components: ${inner.length} buttons in a row, at most 5`);
    for (const [index, button] of inner.entries()) checkButton(button, `${path}.components.${index}`, seen);
    return;
  }
  if (inner.length !== 1 || types[0] !== 3) seen.errors.push(`${path}.components: buttons, or one select`);
  else checkSelect(record(inner[0]), `${path}.components.0`, seen);
}

function checkButton(button: Json, path: string, seen: Seen): void {
  const style = count(button.style);
  const label = words(button.label);
  if (style < 1 || style > 5) seen.errors.push(`${path}.style: 1 to 5`);
  if (label.length > 80) seen.errors.push(`${path}.label: at most 80 characters`);
  if (label === '' && !isRecord(button.emoji)) seen.errors.push(`${path}.label: BASE_TYPE_REQUIRED`);
  if (style === 5) {
    if (words(button.url) === '' || words(button.url).length > 512)
      seen.errors.push(`${path}.url: 1 to 512 characters`);
    return;
  }
  checkCustomId(button, path, seen);
}

/** Limits of a string select, in a message and in a form. */
export function checkSelect(select: Json, path: string, seen: { ids: string[]; errors: string[] }): void {
  checkCustomId(select, path, seen);
  const options = list(select.options).map(record);
  if (options.length < 1 || options.length > 25) seen.errors.push(`${path}.options: 1 to 25`);
  for (const [index, option] of options.entries()) {
    for (const field of ['label', 'value']) {
      const value = words(option[field]);
      if (value === '' || value.length > 100)
        seen.errors.push(`${path}.options.${index}.${field}: 1 to 100 characters`);
    }
    if (words(option.description).length > 100) seen.errors.push(`${path}.options.${index}.description: at most 100`);
  }
  const values = options.map((option) => words(option.value));
  if (new Set(values).size < values.length)
    seen.errors.push(`${path}.options: SELECT_COMPONENT_OPTION_VALUE_DUPLICATED`);
  if (words(select.placeholder).length > 150) seen.errors.push(`${path}.placeholder: at most 150 characters`);
}

export function checkCustomId(component: Json, path: string, seen: { ids: string[]; errors: string[] }): void {
  const id = words(component.custom_id);
  if (id === '' || id.length > 100) seen.errors.push(`${path}.custom_id: 1 to 100 characters`);
  seen.ids.push(id);
}
