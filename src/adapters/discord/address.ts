import * as z from 'zod/mini';

const answer = z.object({
  application: z.string(),
  token: z.string(),
  /** Milliseconds since 1970. */
  until: z.number(),
});

const address = z.object({
  /** Where the case was begun. */
  channel: z.string(),
  guild: z.nullable(z.string()),
  user: z.string(),
  /**
   * Where it is to be held. `thread`: in a thread on `anchor`; `channel`: in that channel; `direct`: in direct messages;
   * `answers`: in answers to interactions, where the bot itself has no access.
   */
  place: z.literal(['thread', 'channel', 'direct', 'answers']),
  /** The message on which the thread hangs, or which the first message answers. */
  anchor: z.nullable(z.string()),
  /** The interaction whose answer is still open, or whose token is the newest. */
  answer: z.nullable(answer),
  /** Answers to interactions are for this person only. */
  quiet: z.boolean(),
});

/** Where a conversation is held: kept by the journal as JSON, so that any process can deliver. */
export type Address = z.infer<typeof address>;
export type OpenAnswer = z.infer<typeof answer>;

export function writeAddress(where: Address): string {
  return JSON.stringify(where);
}

/** Null for what this adapter did not write. */
export function readAddress(written: string | null): Address | null {
  if (written === null) return null;
  try {
    const parsed = address.safeParse(JSON.parse(written));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** The channel or thread in which others can see the case; null: it is in direct messages. */
export function whereSeen({ place, channel, anchor, guild }: Address): string | null {
  if (place === 'direct' || guild === null) return null;
  return place === 'thread' && anchor !== null ? anchor : channel;
}
