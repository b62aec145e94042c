import { ComponentType, InteractionResponseType, type APIModalSubmitInteraction } from 'discord.js';
import { acknowledge, deferred } from './acknowledge.ts';
import { answer } from './answer.ts';
import { readComponentId } from './component-id.ts';
import type { HandlerParts } from './handler-parts.ts';
import type { Asked } from './person-of.ts';

/** A form was sent: its text answers the question that it was opened for. */
export async function onForm(interaction: APIModalSubmitInteraction, asked: Asked, parts: HandlerParts): Promise<void> {
  const { message } = interaction;
  const first = message ? ({ type: InteractionResponseType.DeferredMessageUpdate } as const) : deferred(true);
  const { type } = await acknowledge(asked, first, parts);
  if (type === 'taken') return;
  const id = readComponentId(interaction.data.custom_id);
  const value = writtenIn(interaction);
  if (id?.kind !== 'form' || value === '') return;
  const { conversation, question } = id;
  await parts.order.run(asked.channel, () =>
    answer({ conversation, question, value, isChoice: false }, message, asked, parts),
  );
}

function writtenIn({ data }: APIModalSubmitInteraction): string {
  for (const component of data.components) {
    if (component.type !== ComponentType.Label) continue;
    if (component.component.type === ComponentType.TextInput) return component.component.value.trim();
  }
  return '';
}
