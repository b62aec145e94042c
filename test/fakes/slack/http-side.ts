import { createHmac } from 'node:crypto';
import type { Ack, Envelope } from './socket-side.ts';

export type EventsUrl = { url: string; signingSecret: string };

const ACK_WITHIN_MS = 3_000;

export function signature(secret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** Sends an envelope's payload as Slack does over HTTP, signed. @returns null unless answered with 200 within three seconds */
export async function sendOverHttp(to: EventsUrl, envelope: Envelope): Promise<Ack | null> {
  const isEvent = envelope.type === 'events_api';
  const body = isEvent ? JSON.stringify(envelope.payload) : formOf(envelope);
  const timestamp = Math.floor(Date.now() / 1000);
  const start = performance.now();
  try {
    const response = await fetch(to.url, {
      method: 'POST',
      headers: {
        'content-type': isEvent ? 'application/json' : 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': signature(to.signingSecret, timestamp, body),
        ...(envelope.retry && {
          'x-slack-retry-num': String(envelope.retry.attempt),
          'x-slack-retry-reason': envelope.retry.reason,
        }),
      },
      body,
      signal: AbortSignal.timeout(ACK_WITHIN_MS),
    });
    const words = await response.text();
    return response.status === 200 ? { payload: words, ms: performance.now() - start } : null;
  } catch {
    return null;
  }
}

function formOf({ type, payload }: Envelope): string {
  if (type === 'interactive') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const fields = Object.entries(payload).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[key, value]] : [],
  );
  return new URLSearchParams(fields).toString();
}
