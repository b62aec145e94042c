import { describe, expect, it } from 'vitest';
import type { AdapterHealth } from '../../src/adapters/adapter.ts';
import { createMetrics, type Metrics, type MetricsOptions } from '../../src/observe/metrics.ts';

const NOW = 1_800_000_000_000;

function metricsOf(options: Partial<MetricsOptions> = {}): Metrics {
  return createMetrics({
    backlog: () => Promise.resolve({ waiting: 0, dead: 0, oldest: null }),
    adapters: () => [],
    now: () => NOW,
    ...options,
  });
}

/** The samples by their names with labels, as Prometheus reads them. */
async function samples(metrics: Metrics): Promise<Map<string, number>> {
  const lines = (await metrics.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

const adapter = (name: string, health: AdapterHealth) => ({ name, health: () => health });

describe('metrics', () => {
  it('counts what happens, by platform and kind', async () => {
    const metrics = metricsOf();
    metrics.eventTaken('slack', 'said', 4);
    metrics.eventTaken('slack', 'said', 40);
    metrics.eventTaken('discord', 'answered', 4);
    metrics.eventRepeated();
    metrics.stepped(0.2);
    metrics.probed('probe-finished', 1500);
    metrics.probed('shared', 3);
    metrics.causeFound('op25b');
    metrics.handedOff();
    metrics.solved();
    metrics.caseClosed(4);
    metrics.delivered('slack', 'done');
    metrics.delivered('slack', 'later');
    metrics.limited('person');
    const found = await samples(metrics);
    expect(Object.fromEntries(found)).toMatchObject({
      'op25b_events_total{platform="slack",type="said"}': 2,
      'op25b_events_total{platform="discord",type="answered"}': 1,
      op25b_repeated_events_total: 1,
      'op25b_probes_total{result="probe-finished"}': 1,
      'op25b_probes_total{result="shared"}': 1,
      'op25b_causes_total{cause="op25b"}': 1,
      op25b_cases_handed_off_total: 1,
      op25b_cases_solved_total: 1,
      'op25b_deliveries_total{platform="slack",outcome="done"}': 1,
      'op25b_deliveries_total{platform="slack",outcome="later"}': 1,
      'op25b_limited_total{limit="person"}': 1,
      'op25b_event_seconds_bucket{le="0.005"}': 2,
      'op25b_event_seconds_bucket{le="0.05"}': 3,
      op25b_event_seconds_count: 3,
      'op25b_step_seconds_bucket{le="0.0001"}': 0,
      'op25b_step_seconds_bucket{le="0.00025"}': 1,
      'op25b_probe_seconds_bucket{le="1"}': 0,
      'op25b_probe_seconds_bucket{le="2.5"}': 1,
      op25b_probe_seconds_count: 1,
      'op25b_questions_per_case_bucket{le="3"}': 0,
      'op25b_questions_per_case_bucket{le="4"}': 1,
    });
    expect([...found.keys()]).toContain('process_cpu_seconds_total');
  });

  it('starts its counters without labels at nought, so that the first increase is seen', async () => {
    const found = await samples(metricsOf());
    const names = ['op25b_repeated_events_total', 'op25b_cases_handed_off_total', 'op25b_cases_solved_total'];
    expect(names.map((name) => found.get(name))).toEqual([0, 0, 0]);
  });

  it('shows what waits, and for how long', async () => {
    const backlog = () => Promise.resolve({ waiting: 12, dead: 2, oldest: NOW - 4500 });
    const found = await samples(metricsOf({ backlog }));
    expect(Object.fromEntries(found)).toMatchObject({
      op25b_effects_waiting: 12,
      op25b_effects_dead: 2,
      op25b_oldest_effect_seconds: 4.5,
      op25b_journal_up: 1,
    });
  });

  it('answers without the journal, shows no old figure of it, and goes on when it is back', async () => {
    let away = false;
    const backlog = () =>
      away ? Promise.reject(new Error('away')) : Promise.resolve({ waiting: 12, dead: 2, oldest: null });
    const metrics = metricsOf({ backlog });
    expect((await samples(metrics)).get('op25b_effects_waiting')).toBe(12);
    away = true;
    const without = await samples(metrics);
    expect([without.get('op25b_journal_up'), without.has('op25b_effects_waiting')]).toEqual([0, false]);
    expect(without.has('op25b_repeated_events_total')).toBe(true);
    away = false;
    expect((await samples(metrics)).get('op25b_effects_waiting')).toBe(12);
  });

  it('tells which platform is connected and how long it has been silent', async () => {
    const adapters = () => [
      adapter('slack', { state: 'connected', lastHeard: NOW - 7000, problem: null }),
      adapter('discord', { state: 'failed', lastHeard: null, problem: 'token refused' }),
    ];
    const found = await samples(metricsOf({ adapters }));
    expect(Object.fromEntries(found)).toMatchObject({
      'op25b_adapter_up{platform="slack"}': 1,
      'op25b_adapter_up{platform="discord"}': 0,
      'op25b_adapter_silence_seconds{platform="slack"}': 7,
    });
    expect(found.has('op25b_adapter_silence_seconds{platform="discord"}')).toBe(false);
  });

  it('keeps two sets apart in one process', async () => {
    const [one, two] = [metricsOf(), metricsOf()];
    one.solved();
    expect((await samples(two)).get('op25b_cases_solved_total')).toBe(0);
  });
});
