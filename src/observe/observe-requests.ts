import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Health } from './health.ts';
import type { Metrics } from './metrics.ts';

/** Answers a request; false: it is somebody else's. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => boolean;

type Answer = { status: number; type: string; body: string };

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * GET and HEAD of /healthz (200, or 503 when `failed`), /readyz (200, or 503 until ready) and /metrics.
 */
export function observeRequests(health: Health, metrics: Pick<Metrics, 'text' | 'contentType'>): RequestHandler {
  const answers: Record<string, () => Promise<Answer>> = {
    '/healthz': async () => {
      const report = await health.health();
      return json(report.status === 'failed' ? 503 : 200, report);
    },
    '/readyz': async () => {
      const report = await health.ready();
      return json(report.ready ? 200 : 503, report);
    },
    '/metrics': async () => ({ status: 200, type: metrics.contentType, body: await metrics.text() }),
  };
  const known = new Map(Object.entries(answers));

  return (request, response) => {
    const answer = known.get(pathOf(request));
    if (!answer) return false;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      send(response, json(405, { error: 'only GET and HEAD are answered here' }));
      return true;
    }
    answer().then(
      (found) => send(response, found),
      () => send(response, json(500, { error: 'cannot be told just now' })),
    );
    return true;
  };
}

/** The path without the query. */
export function pathOf(request: IncomingMessage): string {
  const [path = ''] = (request.url ?? '').split('?');
  return path;
}

export function json(status: number, body: unknown): Answer {
  return { status, type: JSON_TYPE, body: JSON.stringify(body) };
}

export function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}
