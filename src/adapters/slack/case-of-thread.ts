import { caseId } from '../case-id.ts';
import type { Inbox } from '../adapter.ts';
import { lookAgain } from '../look-again.ts';

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
  const found = await lookAgain(async () => {
    const known = await inbox.conversationOf(rootId);
    if (known !== null) return { conversation: known, begun: (await inbox.whereabouts(known)) !== null };
    return (await inbox.whereabouts(own)) === null ? null : { conversation: own, begun: true };
  }, isOurs);
  return found ?? { conversation: own, begun: false };
}
