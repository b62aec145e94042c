/** A worker that did not renew for this long counts as dead: so long a person waits, at most, when another takes over. */
export const LEASE_MS = 20_000;

/** Renewed four times within a lease, so that late timers do not lose it. */
export const RENEW_EVERY_MS = LEASE_MS / 4;

/** With the back-off below, attempts reach over about 17 minutes: longer than most outages of a platform's API. */
export const MOST_ATTEMPTS = 10;

/** The first retry comes after this long, each further one after twice the wait before. */
export const FIRST_BACK_OFF_MS = 2_000;

/** No wait between attempts is longer: a person is waiting. */
export const LONGEST_BACK_OFF_MS = 600_000;

/** A server's state seldom changes within a minute, and a crowd reports it within seconds (design: "Beyond one desk"). */
export const SHARED_RESULT_MS = 60_000;

/** A whole probe ends well within this; after it, the prober counts as dead. */
export const PROBE_LEASE_MS = 60_000;

/** This many different people with the same trouble within CROWD_WINDOW_MS are no coincidence. */
export const CROWD_SIZE = 5;
export const CROWD_WINDOW_MS = 600_000;

/** A crowd that nobody joined for this long is over. */
export const CROWD_KNOWN_MS = 3_600_000;

/** How often workers look for effects whose time has come or whose worker died, beside being told of new ones. */
export const SWEEP_EVERY_MS = 1_000;

/** A database that restarts is away for a few seconds; asking more often would only delay it. */
export const RECONNECT_AFTER_MS = 1_000;

/** Milliseconds to wait after the attempt with this number (from 1). */
export function backOff(attempt: number): number {
  return Math.min(FIRST_BACK_OFF_MS * 2 ** (attempt - 1), LONGEST_BACK_OFF_MS);
}
