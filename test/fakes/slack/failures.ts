/** What Slack does instead of answering a call. */
export type Failure =
  | { error: string }
  | { status: number }
  /** Seconds; null: a 429 that does not say. */
  | { retryAfter: number | null }
  /** The connection breaks: before the call took effect, or after it. */
  | { breaks: 'before' | 'after' }
  /** The answer comes so much later. */
  | { slowMs: number };

export type Budget = { most: number; perMs: number; by: 'team' | 'channel' };

/** https://docs.slack.dev/apis/web-api/rate-limits: tiers 3 and 4, and about one message a second in one channel. */
export const SLACK_BUDGETS: Record<string, Budget> = {
  'chat.update': { most: 50, perMs: 60_000, by: 'team' },
  'chat.postEphemeral': { most: 100, perMs: 60_000, by: 'team' },
  'conversations.open': { most: 50, perMs: 60_000, by: 'team' },
  'users.info': { most: 100, perMs: 60_000, by: 'team' },
  'views.open': { most: 100, perMs: 60_000, by: 'team' },
  'views.update': { most: 100, perMs: 60_000, by: 'team' },
  'views.publish': { most: 100, perMs: 60_000, by: 'team' },
  /** "Generally" one a second, bursts are let through. */
  'chat.postMessage': { most: 20, perMs: 20_000, by: 'channel' },
};

/** Calls of one method, counted against its budget. */
export class Budgets {
  #budgets: Record<string, Budget>;
  readonly #spent = new Map<string, number[]>();

  constructor(budgets: Record<string, Budget>) {
    this.#budgets = budgets;
  }

  /** @returns seconds to wait; null when the call may go through */
  spend(method: string, team: string, channel: string, now: number): number | null {
    const budget = this.#budgets[method];
    if (!budget) return null;
    const key = `${method}:${team}:${budget.by === 'channel' ? channel : ''}`;
    const recent = (this.#spent.get(key) ?? []).filter((at) => at > now - budget.perMs);
    this.#spent.set(key, recent);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= budget.most) return Math.ceil((oldest + budget.perMs - now) / 1000);
    recent.push(now);
    return null;
  }
}
