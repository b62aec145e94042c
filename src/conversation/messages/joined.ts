import type { Text } from '../../message/message.ts';
import { text } from '../../message/text.ts';

/** Texts in a row, each pair joined as the language does; at least one. */
export function joined(by: 'picture:alt.more' | 'picture:alt.lanes', items: Text[]): Text | string {
  const [last, ...before] = items.toReversed();
  if (last === undefined) return '';
  return before.reduce((rest, first) => text(by, { first, rest }), last);
}
