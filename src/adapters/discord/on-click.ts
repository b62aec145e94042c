import { InteractionResponseType, type APIMessageComponentInteraction } from 'discord.js';
import { text } from '../../message/text.ts';
import { audit } from '../../observe/audit.ts';
import { rightFor } from '../desk-rights.ts';
import { acknowledge } from './acknowledge.ts';
import { answer } from './answer.ts';
import { readComponentId } from './component-id.ts';
import { answerForm } from './form.ts';
import { handOver, wordsFor } from './hand-over.ts';
import type { HandlerParts } from './handler-parts.ts';
import { wordsBody } from './message-body.ts';
import type { Asked } from './person-of.ts';
import { personKey, workspaceKey } from './platform-id.ts';

/** A button was pressed, or an option of a menu chosen. */
export async function onClick(
  interaction: APIMessageComponentInteraction,
  asked: Asked,
  parts: HandlerParts,
): Promise<void> {
  const { data } = interaction;
  const id = readComponentId(data.custom_id);
  if (id === null || id.kind === 'form') {
    const words = wordsFor(asked.language, text('discord:case.unknown'), parts);
    const quiet = wordsBody(words, { quiet: true });
    await acknowledge(asked, { type: InteractionResponseType.ChannelMessageWithSource, data: quiet }, parts);
    return;
  }
  if (id.kind === 'write') {
    // A form has to be the first answer: nothing is looked up before.
    await acknowledge(asked, { type: InteractionResponseType.Modal, data: answerForm(id, parts) }, parts);
    return;
  }
  const { type } = await acknowledge(asked, { type: InteractionResponseType.DeferredMessageUpdate }, parts);
  // Too late to be answered is not too late to count; what another process has taken is not ours.
  if (type === 'taken') return;
  await parts.order.run(asked.channel, async () => {
    if (id.kind === 'desk') return onDesk(id, asked, parts);
    const value = id.kind === 'choice' ? id.choice : 'values' in data ? data.values[0] : undefined;
    if (value === undefined) return;
    await answer(
      { conversation: id.conversation, question: id.question, value, isChoice: true },
      interaction.message,
      asked,
      parts,
    );
  });
}

async function onDesk(
  { conversation, action }: { conversation: string; action: 'claim' | 'hand-back' | 'resolve' },
  asked: Asked,
  parts: HandlerParts,
): Promise<void> {
  const { api, deskChannel, deskRights, log } = parts;
  const atDesk = deskChannel !== null && (asked.channel === deskChannel || asked.parent === deskChannel);
  const may = atDesk && deskRights([asked.user, ...asked.roles], rightFor(action)) !== false;
  if (!may) {
    const person = personKey(asked.user);
    audit(log, { act: action, result: 'refused', case: conversation, platform: 'discord', person });
  }
  const result = may
    ? await handOver(
        {
          eventId: asked.id,
          conversation,
          person: personKey(asked.user),
          workspace: workspaceKey(asked.guild, asked.user),
          language: asked.language,
          event: { type: 'desk-acted', action, by: asked.user },
        },
        parts,
      )
    : ({ type: 'refused', words: wordsFor(asked.language, text('discord:case.desk-only'), parts) } as const);
  if (result.type === 'refused') await api.followUp(asked.answer, wordsBody(result.words, { quiet: true }));
}
