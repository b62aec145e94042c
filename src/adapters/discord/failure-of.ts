import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes as Code } from 'discord.js';
import * as z from 'zod/mini';

/** What an error of a request means for what was to be shown. */
export type Failure = {
  kind: /** Too many requests: again after `waitMs`. */
    | 'limited'
    /** The channel, the message or the token does not exist (any more). */
    | 'gone'
    /** The bot may not, or the person does not want to be written to. */
    | 'forbidden'
    /** The thread is archived: it can be opened again. */
    | 'archived'
    /** It was done before. */
    | 'done-before'
    /** A filter of the guild, or Discord's own, does not let these words or links through. */
    | 'filtered'
    /** The files are larger than this place takes. */
    | 'too-large'
    /** Discord refuses the content; again is no use. */
    | 'refused'
    /** Discord failed, or could not be reached: again later. */
    | 'unreachable';
  code: number | null;
  waitMs: number;
  /** It may have been done all the same. */
  unknown: boolean;
  reason: string;
};

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const KINDS: Record<number, Failure['kind']> = {
  [Code.UnknownChannel]: 'gone',
  [Code.UnknownGuild]: 'gone',
  [Code.UnknownMessage]: 'gone',
  [Code.UnknownWebhook]: 'gone',
  [Code.UnknownInteraction]: 'gone',
  [Code.InvalidWebhookToken]: 'gone',
  // An app that is installed for the user only has five follow-ups an interaction.
  [Code.ThisInteractionHasHitTheMaximumNumberOfFollowUpMessages]: 'gone',
  [Code.MissingAccess]: 'forbidden',
  [Code.MissingPermissions]: 'forbidden',
  [Code.CannotSendMessagesToThisUser]: 'forbidden',
  [Code.CannotExecuteActionOnThisChannelType]: 'forbidden',
  [Code.CannotSendMessagesInNonTextChannel]: 'forbidden',
  [Code.MaximumActiveThreads]: 'forbidden',
  [Code.ThreadLocked]: 'forbidden',
  [Code.ThreadAlreadyCreatedForMessage]: 'done-before',
  [Code.InteractionHasAlreadyBeenAcknowledged]: 'done-before',
  [Code.InvalidActionOnArchivedThread]: 'archived',
  [Code.MessageWasBlockedByAutomaticModeration]: 'filtered',
  [Code.MessageBlockedByHarmfulLinksFilter]: 'filtered',
  // The thread's name is refused, so that there is no thread.
  [Code.TitleWasBlockedByAutomaticModeration]: 'forbidden',
  [Code.RequestEntityTooLarge]: 'too-large',
  [Code.FileUploadedExceedsMaximumSize]: 'too-large',
  // They come as 429 with the time to wait; should one come without, the time is LEAST_WAIT_MS.
  [Code.ActionCannotBePerformedDueToSlowmodeRateLimit]: 'limited',
  [Code.ChannelWriteRateLimit]: 'limited',
  [Code.ServerWriteRateLimit]: 'limited',
  [Code.MaximumNumberOfEditsToMessagesOlderThanOneHourReached]: 'limited',
  // Cloudflare in front of Discord refuses this request, or this address for a while.
  [Code.CloudflareIsBlockingYourRequest]: 'unreachable',
};

/** A wait that Discord does not name is not taken for none: asking again at once is what it limits. */
const LEAST_WAIT_MS = 1_000;

/** Errors of the connection after which nothing can have arrived. */
const NEVER_ARRIVED = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

/** Reads an error of the SDK by its type and code, never by its words. */
export function failureOf(error: unknown): Failure {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (error instanceof RateLimitError) {
    return { kind: 'limited', code: null, waitMs: Math.max(error.retryAfter, LEAST_WAIT_MS), unknown: false, reason };
  }
  if (error instanceof DiscordAPIError) {
    const code = Number(error.code);
    const kind = KINDS[code] ?? (error.status === 404 ? 'gone' : error.status === 401 ? 'unreachable' : 'refused');
    return { kind, code, waitMs: kind === 'limited' ? LEAST_WAIT_MS : 0, unknown: false, reason };
  }
  if (error instanceof HTTPError) return { kind: 'unreachable', code: error.status, waitMs: 0, unknown: true, reason };
  return { kind: 'unreachable', code: null, waitMs: 0, unknown: !NEVER_ARRIVED.includes(systemCode(error)), reason };
}

const withCode = z.object({ code: z.string() });

function systemCode(error: unknown): string {
  const own = withCode.safeParse(error);
  if (own.success) return own.data.code;
  return error instanceof Error && error.cause !== undefined ? systemCode(error.cause) : '';
}
