import type { Scenario } from './scenario.ts';

/**
 * Each `every`th scenario from the `first` on: a case that goes through a process or a platform takes a second. All of them
 * with EVERY_SCENARIO set (`npm run scenarios`); through host and journal all go with every test run.
 */
export function sample(scenarios: readonly Scenario[], every: number, first = 0): Scenario[] {
  if (process.env['EVERY_SCENARIO'] !== undefined) return [...scenarios];
  return scenarios.filter((_, index) => index % every === first);
}
