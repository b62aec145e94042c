import type { DeskLimits } from '../desk/desk.ts';
import type { Bucket } from '../journal/journal.ts';

/**
 * How much may come from whom, and go to whom. Each bucket fills by its capacity a minute; `block`, the different addresses of
 * a /24 or /48 that are probed, by its capacity an hour.
 */
export type Limits = { person: Bucket; workspace: Bucket; target: Bucket; address: Bucket; block: Bucket };

/** Nobody types or clicks faster than this for long. */
const PERSON_PER_MINUTE = 20;
/** A large company in an outage: 1,000 people within a minute, each with a few words and presses. */
const WORKSPACE_PER_MINUTE = 6_000;
/** Results are shared for a minute, so one server is probed this often only when the probes fail. */
const TARGET_PER_MINUTE = 6;
/** Many domains share a provider's server, so an address is probed more often; still far below what a server minds. */
const ADDRESS_PER_MINUTE = 30;
/** The servers of a hosting company, in an outage; to go through a /24 takes more than eight hours. */
const BLOCK_PER_HOUR = 30;

/** An address counts once in its block within this time. */
export const KNOWN_PLACE_MS = 3_600_000;
/** Addresses that one process remembers as counted. */
export const MOST_KNOWN_PLACES = 10_000;

/** @param settings of the desk file; null where it sets nothing */
export function limitsOf(settings: Partial<DeskLimits>): Limits {
  return {
    person: perMinute(settings.personPerMinute ?? PERSON_PER_MINUTE),
    workspace: perMinute(settings.workspacePerMinute ?? WORKSPACE_PER_MINUTE),
    target: perMinute(settings.targetPerMinute ?? TARGET_PER_MINUTE),
    address: perMinute(settings.addressPerMinute ?? ADDRESS_PER_MINUTE),
    block: perHour(settings.blockPerHour ?? BLOCK_PER_HOUR),
  };
}

function perHour(count: number): Bucket {
  return { capacity: count, refillPerSecond: count / 3600 };
}

function perMinute(count: number): Bucket {
  return { capacity: count, refillPerSecond: count / 60 };
}

/** Looks for conversations to wake this often: a reminder may come this much late. */
export const WAKE_EVERY_MS = 1_000;
/** Conversations woken at once. */
export const MOST_WOKEN = 100;

/** Old texts are looked for this often. */
export const FORGET_EVERY_MS = 3_600_000;

/** Effects carried out at once in one process: probes and platform calls wait on the network, not on this machine. */
export const EFFECTS_AT_ONCE = 64;

/** At SIGTERM, what runs may go on for this long: `docker stop` waits 10 s before SIGKILL. */
export const STOP_WITHIN_MS = 10_000;

/** A platform that this process does not serve: another process may, so the effect waits this long. */
export const ELSEWHERE_MS = 2_000;
