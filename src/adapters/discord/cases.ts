import { caseId } from '../case-id.ts';
import type { HeldCase } from '../adapter.ts';
import { readAddress, type Address } from './address.ts';
import type { HandlerParts } from './handler-parts.ts';
import { personKey } from './platform-id.ts';

/** Enough to find the one that is still open. */
const LATEST = 20;
/** Thanks after the end belong to the case that ended; a day later it is a new trouble. */
const ENDED_FOR_MS = 24 * 60 * 60_000;

export type HeldHere = HeldCase & { where: Address };

/** The case that a thread, or the message on which the thread hangs, stands for. */
export function caseAt(parent: string, message: string): string {
  return caseId(`discord:${parent}/${message}`);
}

/** The person's cases on Discord, the newest first. */
export async function casesOf(user: string, { inbox }: HandlerParts): Promise<HeldHere[]> {
  const held = await inbox.casesOf(personKey(user), LATEST);
  return held.flatMap((one) => {
    const where = readAddress(one.address);
    return where === null ? [] : [{ ...one, where }];
  });
}

/** The case that a direct message goes on with; null: it begins a new one. */
export async function directCase(user: string, parts: HandlerParts): Promise<string | null> {
  const isDirect = ({ guild, place }: Address) => place === 'direct' || (guild === null && place !== 'answers');
  const newest = (await casesOf(user, parts)).find(({ where }) => isDirect(where));
  if (!newest) return null;
  const over = newest.status === 'closed' && parts.clock() - newest.touchedAt > ENDED_FOR_MS;
  return over ? null : newest.conversation;
}

/** The case that "go on with my case" means: the newest that is not over, else the newest. */
export async function latestCase(user: string, parts: HandlerParts): Promise<HeldHere | null> {
  const cases = await casesOf(user, parts);
  return cases.find(({ status }) => status !== 'closed') ?? cases[0] ?? null;
}
