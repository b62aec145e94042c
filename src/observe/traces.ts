import type { LogFields } from './log.ts';

/**
 * What a span covers. An `event` and an `effect` begin traces of their own, as an effect is carried out whenever and
 * wherever; a `step` is within an event, a `probe` within an effect. The case's id joins them all.
 */
export type SpanName = 'event' | 'step' | 'effect' | 'probe';

export type Traces = {
  /**
   * Runs something within a span, and gives back what it gives back, a promise as it is. A promise that rejects and an
   * error thrown mark the span as failed.
   *
   * @param fields as in a log line: codes, ids and numbers
   */
  span<T>(name: SpanName, fields: LogFields, run: () => T): T;
  /** The ids of the span that is under way, for the log; empty when there is none. */
  ids(): Record<string, string>;
  /** Sends what has not been sent yet, and ends. */
  stop(): Promise<void>;
};

/** Off: nothing is loaded, nothing is kept. */
export const NO_TRACES: Traces = {
  span: (_name, _fields, run) => run(),
  ids: () => ({}),
  stop: () => Promise.resolve(),
};

/** The variables of OpenTelemetry that say where to; any of them asks for traces (https://opentelemetry.io/docs/specs/otel/protocol/exporter/). */
const ASKING = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_TRACES_EXPORTER'];

/**
 * Traces as the environment asks for them: OTEL_* as OpenTelemetry defines it. The library is loaded only then.
 */
export async function startTraces(env: NodeJS.ProcessEnv): Promise<Traces> {
  const wanted = ASKING.some((name) => env[name]) && env['OTEL_TRACES_EXPORTER'] !== 'none';
  if (!wanted || env['OTEL_SDK_DISABLED'] === 'true') return NO_TRACES;
  const { startOpenTelemetry } = await import('./open-telemetry.ts');
  return startOpenTelemetry(env);
}
