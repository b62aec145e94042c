import { InteractionResponseType, MessageFlags } from 'discord.js';
import type { DiscordApi, Response, Sent } from './discord-api.ts';
import { failureOf } from './failure-of.ts';
import type { HandlerParts } from './handler-parts.ts';

/** `taken`: another process answered; `failed`: Discord got no answer in time, or none at all. */
export type Acknowledged = { type: 'ours'; sent: Sent | null } | { type: 'taken' } | { type: 'failed' };

/** What came of a first answer; `failed` with Discord's code, where it gave one. */
export type Answered =
  | Exclude<Acknowledged, { type: 'failed' }>
  | { type: 'failed'; code: number | null; error?: unknown };

/** Sends the first answer to an interaction. Never rejects. */
export async function answerFirst(
  interaction: { id: string; token: string },
  response: Response,
  api: Pick<DiscordApi, 'respond'>,
): Promise<Answered> {
  try {
    return { type: 'ours', sent: await api.respond(interaction, response) };
  } catch (error) {
    const { kind, code } = failureOf(error);
    return kind === 'done-before' ? { type: 'taken' } : { type: 'failed', code, error };
  }
}

/**
 * Sends the first answer to an interaction, unless the thread of the gateway has. It comes before everything else: Discord
 * waits 3 seconds.
 */
export async function acknowledge(
  interaction: { id: string; token: string },
  response: Response,
  { api, answered, rival, log, pace }: HandlerParts,
): Promise<Acknowledged> {
  const result = answered ?? (await pace.answering(answerFirst(interaction, response, api)));
  if (result.type === 'taken' && rival.noteSign()) log.error({ event: interaction.id }, 'token-used-twice');
  if (result.type === 'failed') {
    const { code, error } = result;
    const known = { ...(code !== null && { code }), ...(error !== undefined && { error }) };
    log.warn({ event: interaction.id, ...known }, 'interaction-unanswered');
  }
  return result;
}

/** "Thinking…": the answer follows. `quiet`: it is for this person alone; that is settled here. */
export function deferred(quiet: boolean) {
  const data = quiet ? { flags: MessageFlags.Ephemeral } : {};
  return { type: InteractionResponseType.DeferredChannelMessageWithSource, data } as const;
}
