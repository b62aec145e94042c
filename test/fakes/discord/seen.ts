import { list, record, words, type Json } from './json.ts';
import type { Message } from './world.ts';

/** All components of a message, nested ones too, in the order in which they are seen. */
export function componentsOf(message: Message): Json[] {
  const flat = (value: unknown): Json[] => {
    const component = record(value);
    return [component, ...list(component.components).flatMap(flat)];
  };
  return message.components.flatMap(flat);
}

/** The words of a message as Markdown. */
export function textOf(message: Message): string {
  const texts = componentsOf(message).flatMap(({ type, content }) => (type === 10 ? [words(content)] : []));
  return [message.content, ...texts].filter((text) => text !== '').join('\n');
}

/** The labels of the buttons that can be pressed. */
export function buttonsOf(message: Message): string[] {
  return componentsOf(message).flatMap(({ type, label, disabled }) =>
    type === 2 && disabled !== true ? [words(label)] : [],
  );
}

/** The labels of all options of the menus. */
export function optionsOf(message: Message): string[] {
  const menus = componentsOf(message).filter(({ type }) => type === 3);
  return menus.flatMap(({ options }) => list(options).map((option) => words(record(option).label)));
}
