import { HTTPReceiver, type Logger } from '@slack/bolt';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { DeskApp } from './desk-app.ts';

const EVENTS_PATH = '/slack/events';
/** Slack's own rule for old requests (https://docs.slack.dev/authentication/verifying-requests-from-slack), applied to ones from the future, too. */
const MOST_SKEW_SECONDS = 300;
/** The largest form that this app makes is far below; the SDK's own limit is 4 MB. */
const BODY_LIMIT = '1mb';

type Parts = { signingSecret: string; app: DeskApp; logger: Logger; clock: () => number };

/** Takes Slack's signed requests at /slack/events. @returns a listener that answers false for any other request */
export function slackRequests({
  signingSecret,
  app,
  logger,
  clock,
}: Parts): (...given: Parameters<RequestListener>) => boolean {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: EVENTS_PATH,
    logger,
    bodyLimit: BODY_LIMIT,
    processEventErrorHandler: async ({ response }) => {
      if (!response.headersSent) response.writeHead(500).end();
      return false;
    },
  });
  receiver.init(app);
  return (request, response) => {
    if (request.method !== 'POST' || pathOf(request) !== EVENTS_PATH) return false;
    if (isFromTheFuture(request, clock)) {
      response.writeHead(401).end();
      return true;
    }
    withoutCharset(request);
    receiver.requestListener(request, response);
    return true;
  };
}

function pathOf(request: IncomingMessage): string {
  return new URL(request.url ?? '/', 'http://localhost').pathname;
}

function isFromTheFuture(request: IncomingMessage, clock: () => number): boolean {
  return Number(request.headers['x-slack-request-timestamp']) - clock() / 1000 > MOST_SKEW_SECONDS;
}

/** The SDK knows `application/json` only without parameters. */
function withoutCharset(request: IncomingMessage): void {
  const [type] = (request.headers['content-type'] ?? '').split(';');
  if (type !== undefined) request.headers['content-type'] = type.trim();
}
