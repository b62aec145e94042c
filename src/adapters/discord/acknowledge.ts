import { InteractionResponseType, MessageFlags } from 'discord.js';
import type { Response, Sent } from './discord-api.ts';
import { failureOf } from './failure-of.ts';
import type { HandlerParts } from './handler-parts.ts';

/** `taken`: another process answered; `failed`: Discord got no answer in time, or none at all. */
export type Acknowledged = { type: 'ours'; sent: Sent | null } | { type: 'taken' } | { type: 'failed' };

/** Sends the first answer to an interaction. It comes before everything else: Discord waits 3 seconds. */
export async function acknowledge(
  interaction: { id: string; token: string },
  response: Response,
  { api, rival, log, pace }: HandlerParts,
): Promise<Acknowledged> {
  try {
    return { type: 'ours', sent: await pace.answering(api.respond(interaction, response)) };
  } catch (error) {
    const { kind, code } = failureOf(error);
    if (kind === 'done-before') {
      if (rival.noteSign()) log.error({ event: interaction.id }, 'token-used-twice');
      return { type: 'taken' };
    }
    log.warn({ event: interaction.id, ...(code !== null && { code }), error }, 'interaction-unanswered');
    return { type: 'failed' };
  }
}

/** "Thinking…": the answer follows. `quiet`: it is for this person alone; that is settled here. */
export function deferred(quiet: boolean) {
  const data = quiet ? { flags: MessageFlags.Ephemeral } : {};
  return { type: InteractionResponseType.DeferredChannelMessageWithSource, data } as const;
}
