import type { Conversation } from './types.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Long enough to look something up in a mail program without being hurried. */
export const REMIND_AFTER_MS = 15 * MINUTE_MS;
/** Counted from the question: by the same time of the next day the person had a chance to see the reminder. */
export const CLOSE_AFTER_MS = 24 * HOUR_MS;

/** How long to wait for the person, in milliseconds; null: nothing is awaited from them. The end of a probe is an event of its own. */
export function wakeIn(conversation: Conversation): number | null {
  if (!isAwaiting(conversation)) return null;
  return conversation.reminded ? CLOSE_AFTER_MS - REMIND_AFTER_MS : REMIND_AFTER_MS;
}

/** A question of an open conversation waits for the person's answer. */
export function isAwaiting({ status, pending, probe }: Conversation): boolean {
  return status === 'open' && pending !== null && probe?.status !== 'running';
}
