import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Adapter, Delivered } from '../adapters/adapter.ts';
import type { Backlog } from '../journal/effect-queue.ts';
import { withTimeout } from './with-timeout.ts';

/** What is counted for /metrics. Labels are codes of ours, so that each has few values. Durations are milliseconds. */
export type Metrics = {
  /** An event is on disk; `ms` from its arrival. */
  eventTaken(platform: string, type: string, ms: number): void;
  eventRepeated(): void;
  /** The engine made one step. */
  stepped(ms: number): void;
  /** A probe came to an end; one that is `shared` was made for somebody else, so that its time says nothing. */
  probed(result: string, ms: number): void;
  /** A diagnosis named this cause first. */
  causeFound(cause: string): void;
  handedOff(): void;
  solved(): void;
  caseClosed(questions: number): void;
  delivered(platform: string, outcome: Delivered['type']): void;
  limited(limit: string): void;
  /** The text of /metrics; it comes also while the journal is away. */
  text(): Promise<string>;
  readonly contentType: string;
};

export type MetricsOptions = {
  /** What waits in the journal, asked at each look. */
  backlog: () => Promise<Backlog>;
  adapters: () => readonly Pick<Adapter, 'name' | 'health'>[];
  /** Milliseconds since 1970. */
  now: () => number;
};

const SHARED = 'shared';

/** Prometheus gives up after 10 s unless told otherwise (scrape_timeout); a journal that hangs must not cost the rest. */
const JOURNAL_TIMEOUT_MS = 3000;

/** Goal: a step is pure and far below a millisecond; an event is one durable write; a probe waits for servers. */
const STEP_BUCKETS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25];
const EVENT_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const PROBE_BUCKETS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60];
const QUESTION_BUCKETS = [0, 1, 2, 3, 4, 5, 6, 8, 10, 15];

export function createMetrics({ backlog, adapters, now }: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name, help, labelNames, registers });
  const histogram = (name: string, help: string, buckets: number[]) =>
    new Histogram({ name, help, buckets, registers });

  collectDefaultMetrics({ register: registry });
  const events = counter('op25b_events_total', 'Events taken in', 'platform', 'type');
  const repeats = counter('op25b_repeated_events_total', 'Events that had been taken before');
  const probes = counter('op25b_probes_total', 'Probes by how they ended', 'result');
  const causes = counter('op25b_causes_total', 'Diagnoses by their first cause', 'cause');
  const handOffs = counter('op25b_cases_handed_off_total', 'Cases handed to the desk');
  const solutions = counter('op25b_cases_solved_total', 'Cases that the person called solved');
  const deliveries = counter('op25b_deliveries_total', 'Attempts to show something', 'platform', 'outcome');
  const limits = counter('op25b_limited_total', 'Requests beyond a limit', 'limit');
  const stepTime = histogram('op25b_step_seconds', 'Time of one step of the engine', STEP_BUCKETS);
  const eventTime = histogram(
    'op25b_event_seconds',
    'Time from the arrival of an event until it is on disk',
    EVENT_BUCKETS,
  );
  const probeTime = histogram('op25b_probe_seconds', 'Time of one probe', PROBE_BUCKETS);
  const questions = histogram('op25b_questions_per_case', 'Questions put until a case closed', QUESTION_BUCKETS);
  const journalUp = gauge('op25b_journal_up', 'Whether the journal answered just now');
  const waiting = gauge('op25b_effects_waiting', 'Effects to be carried out');
  const dead = gauge('op25b_effects_dead', 'Effects given up, see "op25b jobs"');
  const oldest = gauge('op25b_oldest_effect_seconds', 'Age of the oldest effect to be carried out');
  const adapterUp = gauge('op25b_adapter_up', 'Whether the platform is connected', 'platform');
  const silence = gauge('op25b_adapter_silence_seconds', 'Time since the platform last proved alive', 'platform');

  async function lookAtJournal(): Promise<void> {
    const gauges = [waiting, dead, oldest];
    try {
      const found = await withTimeout(backlog(), JOURNAL_TIMEOUT_MS);
      waiting.set(found.waiting);
      dead.set(found.dead);
      oldest.set(found.oldest === null ? 0 : Math.max(0, now() - found.oldest) / 1000);
      journalUp.set(1);
    } catch {
      // An old figure would look like a true one: none is shown.
      for (const stale of gauges) stale.remove();
      journalUp.set(0);
    }
  }

  function lookAtAdapters(): void {
    for (const adapter of adapters()) {
      const { name } = adapter;
      const { state, lastHeard } = adapter.health();
      adapterUp.set({ platform: name }, state === 'connected' ? 1 : 0);
      if (lastHeard !== null) silence.set({ platform: name }, Math.max(0, now() - lastHeard) / 1000);
    }
  }

  return {
    eventTaken(platform, type, ms) {
      events.inc({ platform, type });
      eventTime.observe(ms / 1000);
    },
    eventRepeated: () => repeats.inc(),
    stepped: (ms) => stepTime.observe(ms / 1000),
    probed(result, ms) {
      probes.inc({ result });
      if (result !== SHARED) probeTime.observe(ms / 1000);
    },
    causeFound: (cause) => causes.inc({ cause }),
    handedOff: () => handOffs.inc(),
    solved: () => solutions.inc(),
    caseClosed: (count) => questions.observe(count),
    delivered: (platform, outcome) => deliveries.inc({ platform, outcome }),
    limited: (limit) => limits.inc({ limit }),
    async text() {
      lookAtAdapters();
      await lookAtJournal();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
