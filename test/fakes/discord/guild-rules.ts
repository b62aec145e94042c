import { Refusal } from './refusal.ts';
import type { Channel, Message, World } from './world.ts';

/** 30046 says "older than 1 hour"; how many edits it allows is not documented. */
const OLD_AFTER_MS = 60 * 60_000;
const MOST_OLD_EDITS = 1;
const OLD_EDITS_AGAIN_AFTER_S = 1_800;

/** `uploaded`: bytes of the files that came along. */
type Content = { body: unknown; uploaded: number };

/** Refuses what a guild's filter or its limit of uploads refuses; direct messages have no filter. */
export function checkGuildRules({ guild: id }: Channel, { body, uploaded }: Content, world: World): void {
  const guild = id === null ? undefined : world.guilds.get(id);
  if (!guild) return;
  if (uploaded > guild.largestUpload) throw new Refusal(413, 40005, 'Request entity too large');
  if (guild.blocked?.test(JSON.stringify(body)) === true) {
    throw new Refusal(400, 200000, 'Message was blocked by automatic moderation');
  }
}

/** Refuses more edits of an old message than Discord takes. */
export function checkOldEdits(message: Message, world: World): void {
  if (world.now() - message.timestamp < OLD_AFTER_MS) return;
  message.oldEdits += 1;
  if (message.oldEdits <= MOST_OLD_EDITS) return;
  const words = 'Maximum number of edits to messages older than 1 hour reached. Try again later';
  throw new Refusal(429, 30046, words, [], OLD_EDITS_AGAIN_AFTER_S);
}
