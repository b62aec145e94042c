import { setTimeout as wait } from 'node:timers/promises';

/** So many times for so long, in milliseconds; all together it stays below what a platform waits for an acknowledgement. */
const LOOK_AGAIN_MS = [100, 200, 400, 800];

/**
 * The bot's own message is on the screen before the journal has it: whoever answers it at once is waited for.
 *
 * @param look null: the journal does not have it
 * @param isOurs it may be the bot's own message; if not, one look is enough
 * @returns what was found; null: nothing in all looks
 */
export async function lookAgain<T>(look: () => Promise<T | null>, isOurs: boolean): Promise<T | null> {
  for (const ms of isOurs ? LOOK_AGAIN_MS : []) {
    const found = await look();
    if (found !== null) return found;
    await wait(ms);
  }
  return look();
}
