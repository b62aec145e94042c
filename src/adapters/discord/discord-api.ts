import {
  DiscordAPIError,
  type InteractionResponseType,
  REST,
  RESTJSONErrorCodes,
  Routes,
  type APIModalInteractionResponseCallbackData,
  type RawFile,
  type RESTPatchAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord.js';
import * as z from 'zod/mini';
import type { OpenAnswer } from './address.ts';
import type { MessageBody } from './message-body.ts';

/** The journal repeats what failed, later and slower; here only a hiccup is bridged. */
const RETRIES = 1;
/** A message is small; the SDK's own 15 s would hold up a stop. */
const TIMEOUT_MS = 8_000;
/** Longer than this an answer is not waited for here. */
const LONGEST_WAIT_MS = 2_000;

/** Each interaction has a bucket of its own, which the SDK would keep for an hour. */
const BUCKETS_KEPT_MS = 60_000;

export type Sent = { channel: string; message: string };
/** The first answer to an interaction. */
export type Response =
  | { type: InteractionResponseType.DeferredChannelMessageWithSource; data?: { flags?: number } }
  | { type: InteractionResponseType.DeferredMessageUpdate }
  | { type: InteractionResponseType.ChannelMessageWithSource; data: MessageBody }
  | { type: InteractionResponseType.Modal; data: APIModalInteractionResponseCallbackData };

/** The requests that this adapter makes; each rejects with the SDK's errors (`failure-of.ts` reads them). */
export type DiscordApi = {
  send(channel: string, body: RESTPostAPIChannelMessageJSONBody, files?: RawFile[]): Promise<Sent>;
  edit(channel: string, message: string, body: RESTPatchAPIChannelMessageJSONBody): Promise<void>;
  startThread(channel: string, message: string, name: string): Promise<void>;
  addToThread(thread: string, user: string): Promise<void>;
  unarchive(thread: string): Promise<void>;
  /** The channel of direct messages with this person. */
  openDirect(user: string): Promise<string>;
  isMember(guild: string, user: string): Promise<boolean>;
  /** The channel that a thread belongs to; null: it is no thread. */
  parentOf(channel: string): Promise<string | null>;
  /** The message that the answer made, if any. */
  respond(interaction: { id: string; token: string }, response: Response): Promise<Sent | null>;
  /** Fills or changes the answer to an interaction, or another message of its token. */
  editAnswer(answer: OpenAnswer, body: MessageBody, message?: string, files?: RawFile[]): Promise<Sent>;
  followUp(answer: OpenAnswer, body: MessageBody, files?: RawFile[]): Promise<Sent>;
  removeAnswer(answer: OpenAnswer): Promise<void>;
  application(): Promise<string>;
  putCommands(application: string, guild: string | null, commands: object[]): Promise<void>;
};

const sent = z.object({ id: z.string(), channel_id: z.string() });
const withId = z.object({ id: z.string() });
const channelShape = z.object({ type: z.number(), parent_id: z.optional(z.nullable(z.string())) });
const callback = z.object({ resource: z.optional(z.object({ message: z.optional(sent) })) });
/** Announcement thread, public thread, private thread. */
const THREAD_TYPES = [10, 11, 12];

/** `apiUrl`: as `https://discord.com/api`; null: Discord's own. */
export function restOptions(apiUrl: string | null) {
  return {
    ...(apiUrl !== null && { api: apiUrl }),
    retries: RETRIES,
    timeout: TIMEOUT_MS,
    // A full channel must not hold up the others: the journal waits, not a queue in here.
    rejectOnRateLimit: () => true,
  };
}

/**
 * Answers to interactions do not count for the bot's 50 requests a second, and each token has a bucket of its own
 * (https://docs.discord.com/developers/interactions/receiving-and-responding, "Followup Messages").
 */
function answerOptions(apiUrl: string | null) {
  return {
    ...restOptions(apiUrl),
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    handlerSweepInterval: BUCKETS_KEPT_MS,
    rejectOnRateLimit: ({ retryAfter }: { retryAfter: number }) => retryAfter > LONGEST_WAIT_MS,
  };
}

export function createDiscordApi(settings: { token: string; apiUrl: string | null }): DiscordApi {
  const rest = new REST(restOptions(settings.apiUrl));
  const answers = new REST(answerOptions(settings.apiUrl));
  // The SDK forgets its token at the first 401.
  const authorised = () => rest.setToken(settings.token);
  const sentOf = (answer: unknown): Sent => {
    const { id, channel_id } = sent.parse(answer);
    return { channel: channel_id, message: id };
  };
  return {
    send: async (channel, body, files = []) =>
      sentOf(await authorised().post(Routes.channelMessages(channel), { body, files })),
    edit: async (channel, message, body) => {
      await authorised().patch(Routes.channelMessage(channel, message), { body });
    },
    startThread: async (channel, message, name) => {
      // A day without a word, and it moves out of the list; the next message brings it back.
      const body = { name, auto_archive_duration: 1440 };
      await authorised().post(Routes.threads(channel, message), { body });
    },
    addToThread: async (thread, user) => {
      await authorised().put(Routes.threadMembers(thread, user));
    },
    unarchive: async (thread) => {
      await authorised().patch(Routes.channel(thread), { body: { archived: false } });
    },
    openDirect: async (user) => {
      const body = { recipient_id: user };
      return withId.parse(await authorised().post(Routes.userChannels(), { body })).id;
    },
    isMember: async (guild, user) => {
      try {
        await authorised().get(Routes.guildMember(guild, user));
        return true;
      } catch (error) {
        if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMember) return false;
        throw error;
      }
    },
    parentOf: async (channel) => {
      const { type, parent_id } = channelShape.parse(await authorised().get(Routes.channel(channel)));
      return THREAD_TYPES.includes(type) ? (parent_id ?? null) : null;
    },
    respond: async ({ id, token }, body) => {
      const query = new URLSearchParams({ with_response: 'true' });
      const answer = await answers.post(Routes.interactionCallback(id, token), { body, query, auth: false });
      const { resource } = callback.parse(answer);
      return resource?.message ? sentOf(resource.message) : null;
    },
    editAnswer: async ({ application, token }, body, message = '@original', files = []) =>
      sentOf(await answers.patch(Routes.webhookMessage(application, token, message), { body, files, auth: false })),
    followUp: async ({ application, token }, body, files = []) =>
      sentOf(await answers.post(Routes.webhook(application, token), { body, files, auth: false })),
    removeAnswer: async ({ application, token }) => {
      await answers.delete(Routes.webhookMessage(application, token, '@original'), { auth: false });
    },
    application: async () => withId.parse(await authorised().get(Routes.oauth2CurrentApplication())).id,
    putCommands: async (application, guild, body) => {
      const route =
        guild === null ? Routes.applicationCommands(application) : Routes.applicationGuildCommands(application, guild);
      await authorised().put(route, { body });
    },
  };
}
