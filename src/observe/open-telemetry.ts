import { SpanKind, SpanStatusCode, trace, type Span, type SpanOptions } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import type { LogFields } from './log.ts';
import { loggableError } from './loggable-error.ts';
import { safeFields } from './safe-fields.ts';
import type { SpanName, Traces } from './traces.ts';
import { withTimeout } from './with-timeout.ts';

/** A process that ends has 10 s in all; a collector that is away must not cost them. */
const STOP_MS = 2000;

const SPANS: Record<SpanName, SpanOptions> = {
  event: { kind: SpanKind.CONSUMER, root: true },
  step: { kind: SpanKind.INTERNAL },
  effect: { kind: SpanKind.CONSUMER, root: true },
  probe: { kind: SpanKind.CLIENT },
};

/**
 * @param env only to see whether the service has another name; OpenTelemetry itself reads the process's own
 */
export function startOpenTelemetry(env: NodeJS.ProcessEnv): Traces {
  const isNamed = env['OTEL_SERVICE_NAME'] || /(?:^|,)service\.name=/.test(env['OTEL_RESOURCE_ATTRIBUTES'] ?? '');
  const sdk = new NodeSDK({
    ...(isNamed ? {} : { serviceName: 'op25b' }),
    // Traces only: the figures are Prometheus's, the log is pino's.
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [],
  });
  sdk.start();
  const tracer = trace.getTracer('op25b');
  return {
    span: (name, fields, run) =>
      tracer.startActiveSpan(name, { ...SPANS[name], attributes: attributesOf(fields) }, (span) => within(span, run)),
    ids(): Record<string, string> {
      const context = trace.getActiveSpan()?.spanContext();
      return context ? { trace_id: context.traceId, span_id: context.spanId } : {};
    },
    async stop() {
      await withTimeout(sdk.shutdown(), STOP_MS).catch(() => {});
    },
  };
}

function within<T>(span: Span, run: () => T): T {
  let result: T;
  try {
    result = run();
  } catch (error) {
    fail(span, error);
    throw error;
  }
  if (!(result instanceof Promise)) span.end();
  else
    result.then(
      () => span.end(),
      (error: unknown) => fail(span, error),
    );
  return result;
}

/** Without the error's words, which may quote a person (`error.type` as in OpenTelemetry's conventions). */
function fail(span: Span, error: unknown): void {
  const { type, code } = loggableError(error);
  span.setAttribute('error.type', String(code ?? type));
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

function attributesOf(fields: LogFields): Record<string, string | number> {
  const attributes: Record<string, string | number> = {};
  for (const [field, value] of Object.entries(safeFields(fields)))
    if (typeof value === 'string' || typeof value === 'number') attributes[`op25b.${field}`] = value;
  return attributes;
}
