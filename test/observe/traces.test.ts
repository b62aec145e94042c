import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';

/** What the program does, with traces or without. */
const done = { taken: 'stepped', failures: ['rejected', 'thrown'] };
const CASE = '7K3M9-QX2DP';

const PROGRAM = fileURLToPath(new URL('traced-program.ts', import.meta.url));

const spans = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(z.object({ key: z.string(), value: z.unknown() })) }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              name: z.string(),
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.optional(z.string()),
              attributes: z.array(
                z.object({
                  key: z.string(),
                  value: z.object({ stringValue: z.optional(z.string()), intValue: z.optional(z.number()) }),
                }),
              ),
              status: z.object({ code: z.optional(z.number()) }),
            }),
          ),
        }),
      ),
    }),
  ),
});

type Export = { path: string; type: string; body: Buffer };
const exports: Export[] = [];
const collector = createServer(async (request, response) => {
  exports.push({ path: request.url ?? '', type: request.headers['content-type'] ?? '', body: await buffer(request) });
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
});
let endpoint = '';

beforeAll(async () => {
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const address: AddressInfo | string | null = collector.address();
  endpoint = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
});
beforeEach(() => exports.splice(0));
afterAll(async () => {
  collector.close();
  collector.closeAllConnections();
  await once(collector, 'close');
});

const printed = z.object({
  off: z.boolean(),
  taken: z.string(),
  failures: z.array(z.string()),
  ids: z.array(z.record(z.string(), z.string())),
  loaded: z.array(z.string()),
});

async function run(env: Record<string, string>): Promise<z.infer<typeof printed>> {
  const child = spawn(process.execPath, [PROGRAM], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [out] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return printed.parse(JSON.parse(out));
}

function received() {
  return exports.map(({ body }) => spans.parse(JSON.parse(body.toString()))).flatMap((one) => one.resourceSpans);
}

describe('traces', () => {
  it('are off when nobody asks for them: the work is done and nothing of OpenTelemetry is loaded', async () => {
    const off = { ...done, off: true, ids: [{}], loaded: [] };
    expect(await run({})).toEqual(off);
    expect(await run({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SDK_DISABLED: 'true' })).toEqual(off);
    expect(await run({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_EXPORTER: 'none' })).toEqual(off);
    expect(exports).toEqual([]);
  });

  it('go to a collector: a step within its event, a probe within its effect, the case in each, and no words', async () => {
    const ran = await run({
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    });
    expect(ran).toMatchObject({ ...done, off: false });
    expect(exports.map(({ path }) => path)).toEqual(exports.map(() => '/v1/traces'));
    const [resource] = received();
    expect(resource?.resource.attributes).toContainEqual({ key: 'service.name', value: { stringValue: 'op25b' } });

    const all = received().flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    expect(all.map(({ name }) => name).toSorted()).toEqual(['effect', 'effect', 'event', 'probe', 'step', 'step']);
    for (const { attributes } of all)
      expect(attributes).toContainEqual({ key: 'op25b.case', value: { stringValue: CASE } });

    const event = all.find(({ name }) => name === 'event');
    const probe = all.find(({ name }) => name === 'probe');
    const effect = all.find(({ spanId }) => spanId === probe?.parentSpanId);
    expect(all.find(({ name, parentSpanId }) => name === 'step' && parentSpanId === event?.spanId)).toBeDefined();
    expect([effect?.name, effect?.parentSpanId ?? '']).toEqual(['effect', '']);
    expect(effect?.traceId).not.toBe(event?.traceId);
    expect(ran.ids).toEqual([{ trace_id: event?.traceId, span_id: event?.spanId }]);

    const failed = all
      .filter(({ status }) => status.code === 2)
      .map(({ name, attributes }) => [name, attributes.find(({ key }) => key === 'error.type')?.value.stringValue]);
    expect(failed.toSorted()).toEqual([
      ['effect', 'Error'],
      ['step', 'ECONNRESET'],
    ]);
    expect(exports.map(({ body }) => body.toString()).join('')).not.toContain('hunter2');
  });

  it('speak protobuf by default, and name the service as the environment says', async () => {
    await run({
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${endpoint}/v1/traces`,
      OTEL_SERVICE_NAME: 'desk-bot',
    });
    expect(exports[0]).toMatchObject({ path: '/v1/traces', type: 'application/x-protobuf' });
    const body = Buffer.concat(exports.map((one) => one.body));
    expect([body.includes(CASE), body.includes('desk-bot')]).toEqual([true, true]);
  });

  it('let the work be done when the collector is away', async () => {
    expect(await run({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' })).toMatchObject(done);
  });
});
