import type { FetchFunction, Logger, WebClientOptions } from '@slack/web-api';

/** Slack answers within a second or not at all; without a time-out the SDK waits for ever. */
const CALL_MS = 10_000;

/** A 429 that does not say how long to wait: the SDK would make a nameless error of it. */
const UNSAID_RETRY_SECONDS = 30;

/**
 * Options for one client, made anew each time: Socket Mode writes its own retries into an object that it shares (100
 * attempts), and a client writes its token into `headers`, so those are never given.
 *
 * The SDK neither repeats a call nor waits: a repeated `chat.postMessage` posts twice, and its wait holds back everything
 * of the workspace. The host repeats what may be repeated.
 */
export function clientOptions(apiUrl: string | null, logger: Logger): WebClientOptions {
  return {
    ...(apiUrl !== null && { slackApiUrl: apiUrl }),
    logger,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_MS,
    fetch: fetchSayingHowLong,
  };
}

const fetchSayingHowLong: FetchFunction = async (url, init) => {
  const response = await fetch(url, init);
  if (response.status !== 429 || Number(response.headers.get('retry-after')) > 0) return response;
  const headers = new Headers(response.headers);
  headers.set('retry-after', String(UNSAID_RETRY_SECONDS));
  return new Response(await response.arrayBuffer(), { status: 429, headers });
};
