import { setTimeout as wait } from 'node:timers/promises';
import { caseId } from '../case-id.ts';
import type { Inbox } from '../adapter.ts';

/**
 * The bot's own message is on the screen before the journal has it: whoever answers under it at once is waited for, so many
 * times for so long. All together it stays below `ACK_LATEST_MS`.
 */
const LOOK_AGAIN_MS = [100, 200, 400, 800];

/**
 * The case that the thread under a message belongs to, `begun` when it is kept already.
 *
 * @param rootId the journal's id of that message
 * @param isOurs it may be the bot's own message
 */
export async function caseOfThread(
  inbox: Inbox,
  rootId: string,
  isOurs: boolean,
): Promise<{ conversation: string; begun: boolean }> {
  const own = caseId(rootId);
  for (const ms of [...LOOK_AGAIN_MS, null]) {
    const known = await inbox.conversationOf(rootId);
    if (known !== null) return { conversation: known, begun: (await inbox.whereabouts(known)) !== null };
    if ((await inbox.whereabouts(own)) !== null) return { conversation: own, begun: true };
    if (!isOurs || ms === null) break;
    await wait(ms);
  }
  return { conversation: own, begun: false };
}
