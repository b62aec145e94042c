import * as z from 'zod/mini';

/** Where a conversation is held: the `address` that the journal keeps with it. */
export type Place = {
  team: string;
  /** Set where the app is installed for a whole organisation (Enterprise Grid). */
  enterprise: string | null;
  /** Null: the direct messages with `user`, not opened yet. */
  channel: string | null;
  /** The message that the answers hang under; null: the bot's own first message. */
  thread: string | null;
  /** Whom the conversation is with. */
  user: string;
};

const shape = z.object({
  team: z.string(),
  enterprise: z.nullable(z.string()),
  channel: z.nullable(z.string()),
  thread: z.nullable(z.string()),
  user: z.string(),
});

export function writePlace(place: Place): string {
  return JSON.stringify(place);
}

/** @returns null for an address that this adapter did not write */
export function readPlace(address: string | null): Place | null {
  if (address === null) return null;
  try {
    return shape.parse(JSON.parse(address));
  } catch {
    return null;
  }
}

/** Direct messages with one person: ids of such channels begin with D. */
export function isDirect(channel: string): boolean {
  return channel.startsWith('D');
}
