import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import type { Delivered } from '../adapter.ts';
import { NotInstalledError } from './not-installed-error.ts';

/** Slack itself failed, or was too busy; it may have done it all the same (https://docs.slack.dev/reference/methods/chat.postMessage#errors). */
const TROUBLE = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'rollup_error']);

/** Slack took nothing and may take it later. */
const LATER = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded', 'team_added_to_org']);
const LATER_MS = 30_000;

/** The connection was never made, so nothing can have happened. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What became of a delivery that Slack did not take. Any other error of Slack's stays one however often it is tried. */
export function deliveredOf(error: unknown, now: number): Delivered {
  if (error instanceof WebAPIRateLimitedError) {
    return { type: 'later', at: now + error.retryAfter * 1_000, reason: 'ratelimited' };
  }
  if (error instanceof WebAPIPlatformError) {
    const reason = error.data.error;
    if (LATER.has(reason)) return { type: 'later', at: now + LATER_MS, reason };
    if (TROUBLE.has(reason)) return { type: 'failed', reason, happened: 'unknown' };
    return { type: 'impossible', reason };
  }
  if (error instanceof NotInstalledError) return { type: 'impossible', reason: error.code };
  if (error instanceof WebAPIHTTPError) {
    return { type: 'failed', reason: `http ${error.statusCode}`, happened: 'unknown' };
  }
  if (error instanceof WebAPIRequestError) {
    const code = networkCode(error.original);
    return { type: 'failed', reason: code ?? error.code, happened: NOT_CONNECTED.has(code ?? '') ? 'no' : 'unknown' };
  }
  return { type: 'failed', reason: error instanceof Error ? error.name : 'unknown', happened: 'unknown' };
}

/** Slack's word for why it refused; null for an error of another kind. */
export function refusal(error: unknown): string | null {
  return error instanceof WebAPIPlatformError ? error.data.error : null;
}

/** `fetch` wraps the error of the socket. */
function networkCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? networkCode(error.cause) : null;
}
