import type { Answer } from './routes.ts';
import type { World } from './world.ts';

type Where = { method: string; path: RegExp };
type Fault = Where & { times: number; skip: number; answer: Answer | 'cut' };
type Budget = Where & { limit: number; windowMs: number; used: number; resetAt: number };

/** What the platform does wrong or forbids for a while, as a test asks for it. */
export class Faults {
  readonly #faults: Fault[] = [];
  readonly #swallowed: (Where & { times: number })[] = [];
  readonly #budgets: Budget[] = [];
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** After `skip` such requests the next `times` are answered so, and do nothing. */
  answer(method: string, path: RegExp, answer: Answer, times = 1, skip = 0): void {
    this.#faults.push({ method, path, times, skip, answer });
  }

  /** The connection of the next such request is cut. */
  cut(method: string, path: RegExp, times = 1): void {
    this.#faults.push({ method, path, times, skip: 0, answer: 'cut' });
  }

  /** The next such requests do what they ask for, and are answered with 500 all the same. */
  doneButFailed(method: string, path: RegExp, times = 1): void {
    this.#swallowed.push({ method, path, times });
  }

  /** Such requests share a bucket of `limit` in `windowMs`; more are answered with 429. */
  budget(method: string, path: RegExp, limit: number, windowMs: number): void {
    this.#budgets.push({ method, path, limit, windowMs, used: 0, resetAt: 0 });
  }

  /** The answer that a fault or a spent budget gives, or null. */
  next(method: string, path: string): Answer | 'cut' | null {
    const fault = this.#faults.find((one) => one.times > 0 && matches(one, method, path));
    if (fault && fault.skip > 0) {
      fault.skip -= 1;
    } else if (fault) {
      fault.times -= 1;
      return fault.answer;
    }
    const budget = this.#budgets.find((one) => matches(one, method, path));
    if (!budget) return null;
    const now = this.#world.now();
    if (now >= budget.resetAt) Object.assign(budget, { used: 0, resetAt: now + budget.windowMs });
    budget.used += 1;
    if (budget.used <= budget.limit) return null;
    const body = { message: 'You are being rate limited.', retry_after: (budget.resetAt - now) / 1000, global: false };
    return { status: 429, body };
  }

  headers(method: string, path: string): Record<string, string> {
    const index = this.#budgets.findIndex((one) => matches(one, method, path));
    const budget = this.#budgets[index];
    if (!budget) return {};
    return {
      'x-ratelimit-limit': String(budget.limit),
      'x-ratelimit-remaining': String(Math.max(0, budget.limit - budget.used)),
      'x-ratelimit-reset-after': String(Math.max(0, budget.resetAt - this.#world.now()) / 1000),
      'x-ratelimit-bucket': `bucket-${index}`,
      ...(budget.used > budget.limit && { 'x-ratelimit-scope': 'user' }),
    };
  }

  swallow(method: string, path: string): boolean {
    const found = this.#swallowed.find((one) => one.times > 0 && matches(one, method, path));
    if (found) found.times -= 1;
    return found !== undefined;
  }
}

function matches(where: Where, method: string, path: string): boolean {
  return where.method === method && where.path.test(path);
}
