import { expect, it } from 'vitest';
import { AdapterError } from '../../src/adapters/adapter-error.ts';
import { createLogger } from '../../src/observe/logger.ts';
import { createMetrics } from '../../src/observe/metrics.ts';
import { createObserver } from '../../src/observe/create-observer.ts';
import { NO_TRACES } from '../../src/observe/traces.ts';

it('counts and logs one case, with its id in every line that is about it', async () => {
  const written: string[] = [];
  const log = createLogger({ level: 'info', to: { write: (line) => void written.push(line) } });
  const metrics = createMetrics({
    backlog: () => Promise.resolve({ waiting: 0, dead: 0, oldest: null }),
    adapters: () => [],
    now: () => 0,
  });
  const observer = createObserver(metrics, log, NO_TRACES);
  const at = { conversation: '7K3M9-QX2DP', platform: 'slack' };

  observer.taken({ ...at, event: 'said', repeat: false, ms: 4, stepMs: 0.3 });
  observer.taken({ ...at, event: 'said', repeat: true, ms: 1, stepMs: 0 });
  observer.taken({ ...at, event: 'probe-progressed', repeat: false, ms: 2, stepMs: 0.1 });
  observer.delivered({ ...at, effect: 'say', outcome: 'done', ms: 120 });
  observer.delivered({ ...at, effect: 'edit', outcome: 'failed', ms: 3000 });
  observer.probed({ ...at, result: 'shared', ms: 2 });
  observer.limited('person');
  observer.causeFound('op25b');
  observer.handedOff();
  observer.ended({ resolved: true, questions: 4 });
  observer.failed('connect-slack', Object.assign(new Error('hunter2'), { code: 'ECONNREFUSED' }));
  observer.failed('connect-discord', new AdapterError('DISCORD_TOKEN is refused', { permanent: true }));

  expect(written.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'info', msg: 'event-taken', case: '7K3M9-QX2DP', event: 'said' },
    { level: 'info', msg: 'event-repeated', case: '7K3M9-QX2DP' },
    { level: 'info', msg: 'effect-delivered', case: '7K3M9-QX2DP', effect: 'say', result: 'done' },
    { level: 'warn', msg: 'effect-delivered', case: '7K3M9-QX2DP', effect: 'edit', result: 'failed' },
    { level: 'info', msg: 'probe-ended', case: '7K3M9-QX2DP', result: 'shared' },
    { level: 'info', msg: 'request-limited', limit: 'person' },
    { level: 'warn', msg: 'task-failed', task: 'connect-slack', error: { code: 'ECONNREFUSED' } },
    { level: 'error', msg: 'task-failed', task: 'connect-discord', error: { words: 'DISCORD_TOKEN is refused' } },
  ]);
  const figures = await metrics.text();
  for (const sample of [
    'op25b_events_total{platform="slack",type="said"} 1',
    'op25b_events_total{platform="slack",type="probe-progressed"} 1',
    'op25b_repeated_events_total 1',
    'op25b_step_seconds_count 2',
    'op25b_deliveries_total{platform="slack",outcome="failed"} 1',
    'op25b_probes_total{result="shared"} 1',
    'op25b_probe_seconds_count 0',
    'op25b_limited_total{limit="person"} 1',
    'op25b_causes_total{cause="op25b"} 1',
    'op25b_cases_handed_off_total 1',
    'op25b_cases_solved_total 1',
    'op25b_questions_per_case_sum 4',
  ])
    expect(figures).toContain(`\n${sample}\n`);
});
