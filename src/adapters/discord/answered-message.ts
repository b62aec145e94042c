import { ComponentType, type APIMessage, type APIMessageTopLevelComponent } from 'discord.js';
import type { Text } from '../../message/message.ts';
import { text } from '../../message/text.ts';
import type { Translator } from '../../message/translator.ts';
import type { Given } from './answer.ts';
import { readComponentId } from './component-id.ts';
import { spanPieces } from './markdown.ts';
import type { Asked } from './person-of.ts';

/** The message of a question as it is once answered: its words, no buttons, and who chose what. */
export function answeredMessage(
  message: APIMessage,
  given: Given,
  asked: Asked,
  translator: Translator,
): APIMessageTopLevelComponent[] {
  const components = message.components ?? [];
  const words = components.filter(({ type }) => type !== ComponentType.ActionRow);
  const label = given.isChoice ? labelOf(components, given.value) : null;
  const person = { person: asked.user };
  // What a person wrote stays out of sight: it may hold what others should not read.
  const note: Text =
    label === null
      ? text('discord:case.answered-by', { person })
      : text('discord:case.answered', { person, answer: { code: label } });
  const content = `-# ✓ ${spanPieces(translator.spans(asked.language ?? 'ja', note), ' ').join('')}`;
  return [...words, { type: ComponentType.TextDisplay, content }];
}

/** The words on the button or the option that was chosen. */
function labelOf(components: APIMessageTopLevelComponent[], value: string): string | null {
  for (const component of components) {
    if (component.type === ComponentType.Container) {
      const found = labelOf(component.components, value);
      if (found !== null) return found;
    }
    if (component.type !== ComponentType.ActionRow) continue;
    for (const inner of component.components) {
      if (inner.type === ComponentType.StringSelect) {
        const option = inner.options.find((one) => one.value === value);
        if (option) return option.label;
      }
      if (inner.type !== ComponentType.Button || !('custom_id' in inner)) continue;
      const id = readComponentId(inner.custom_id);
      if (id?.kind === 'choice' && id.choice === value) return inner.label ?? null;
    }
  }
  return null;
}
