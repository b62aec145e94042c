import type { Text } from '../../message/message.ts';
import { text } from '../../message/text.ts';
import { caseAt, latestCase } from './cases.ts';
import { handOver, wordsFor } from './hand-over.ts';
import type { HandlerParts } from './handler-parts.ts';
import { readAddress, whereSeen, type Address } from './address.ts';
import { wordsBody } from './message-body.ts';
import type { Asked } from './person-of.ts';
import { personKey, workspaceKey } from './platform-id.ts';
import type { Action } from './wish.ts';

/** `/op25b action:…`, acknowledged: something to do with the case of this thread, or else with the person's latest. */
export async function onAction(action: Action, asked: Asked, parts: HandlerParts): Promise<void> {
  await parts.order.run(asked.channel, async () => {
    const tell = async (words: Text, markdown?: string) => {
      const said = wordsFor(asked.language, words, parts);
      await parts.api.editAnswer(asked.answer, wordsBody(said, markdown === undefined ? {} : { markdown }));
    };
    const found = await caseMeant(asked, parts);
    if (found === null) return tell(text('discord:case.none'));
    const result = await handOver(
      {
        eventId: asked.id,
        conversation: found.conversation,
        person: personKey(asked.user),
        workspace: workspaceKey(asked.guild, asked.user),
        language: asked.language,
        event: { type: 'commanded', command: action },
      },
      parts,
    );
    if (result.type === 'refused') {
      await parts.api.editAnswer(asked.answer, wordsBody(result.words));
      return;
    }
    const channel = whereSeen(found.where);
    return channel === null
      ? tell(text('discord:case.goes-on-direct'))
      : tell(text('discord:case.goes-on'), `<#${channel}>`);
  });
}

async function caseMeant(asked: Asked, parts: HandlerParts): Promise<{ conversation: string; where: Address } | null> {
  if (asked.parent !== null) {
    const conversation = caseAt(asked.parent, asked.channel);
    const where = readAddress((await parts.inbox.whereabouts(conversation))?.address ?? null);
    if (where !== null) return { conversation, where };
  }
  const latest = await latestCase(asked.user, parts);
  return latest && (await wasRemoved(latest.where, asked, parts)) ? null : latest;
}

/** Whoever left the guild, or was removed from it, has no say in a case that is held there. */
async function wasRemoved({ guild }: Address, asked: Asked, { api, log }: HandlerParts): Promise<boolean> {
  if (guild === null || guild === asked.guild) return false;
  try {
    return !(await api.isMember(guild, asked.user));
  } catch (error) {
    log.info({ event: asked.id, error }, 'member-unknown');
    return false;
  }
}
