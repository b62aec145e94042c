import { DiscordjsError, DiscordjsErrorCodes, DiscordAPIError } from 'discord.js';
import { text } from '../../message/text.ts';
import type { Translator } from '../../message/translator.ts';
import { AdapterError } from '../adapter-error.ts';

/** Close codes after which connecting again is of no use (https://docs.discord.com/developers/topics/opcodes-and-status-codes). */
const REMEDIES = {
  4004: 'discord:remedy.token',
  4010: 'discord:remedy.shards',
  4011: 'discord:remedy.shards',
  4012: 'discord:remedy.shards',
  4013: 'discord:remedy.intents',
  4014: 'discord:remedy.intents',
} as const;

/** What the operator has to do about a gateway that was closed for good with this code; null for other codes. */
export function closeRemedy(code: number, translator: Translator): string | null {
  const [, key] = Object.entries(REMEDIES).find(([known]) => Number(known) === code) ?? [];
  return key === undefined ? null : `${translator.plain('en', text(key))} (${code})`;
}

/** Why the login failed. `closeCode`: with which the gateway closed the connection, if it did. */
export function loginProblem(error: unknown, closeCode: number | null, translator: Translator): AdapterError {
  const remedy = closeCode === null ? null : closeRemedy(closeCode, translator);
  if (remedy !== null) return new AdapterError(remedy, { permanent: true, cause: error });
  const badToken =
    (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) ||
    (error instanceof DiscordAPIError && error.status === 401);
  if (badToken) {
    return new AdapterError(translator.plain('en', text('discord:remedy.token')), { permanent: true, cause: error });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new AdapterError(`Discord cannot be reached: ${reason}`, { permanent: false, cause: error });
}
