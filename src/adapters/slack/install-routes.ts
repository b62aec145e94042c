import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallbackOptions, InstallProvider } from '@slack/oauth';
import type { SlackParts } from './parts.ts';

/** As in the manifest (docs/slack-manifest-*.yaml): what the app may do in a workspace. */
export const BOT_SCOPES = [
  'commands',
  'app_mentions:read',
  'chat:write',
  'files:write',
  'im:history',
  'im:write',
  'users:read',
] as const;

/** Nobody takes longer to allow an app. */
export const STATE_LIVES_MS = 10 * 60_000;

const INSTALL_PATH = '/slack/install';
const REDIRECT_PATH = '/slack/oauth_redirect';

type InstallParts = {
  installer: InstallProvider;
  once: SlackParts['once'];
  onFailure: (error: unknown) => void;
};

/** @returns false when the request is not about installing */
export function serveInstallation(
  { installer, once, onFailure }: InstallParts,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (request.method !== 'GET') return false;
  if (path === INSTALL_PATH) {
    const redirectUri = new URL(REDIRECT_PATH, originOf(request)).toString();
    installer
      .handleInstallPath(request, response, {}, { scopes: [...BOT_SCOPES], redirectUri })
      .catch((error: unknown) => failed(response, onFailure, error));
    return true;
  }
  if (path !== REDIRECT_PATH) return false;
  installer
    .handleCallback(request, response, { beforeInstallation: firstUse(once) })
    .catch((error: unknown) => failed(response, onFailure, error));
  return true;
}

/**
 * A state that the SDK found to be its own, young, and of this browser works once: whoever gets hold of the address that
 * somebody came back by cannot use it again.
 */
function firstUse(once: SlackParts['once']): NonNullable<CallbackOptions['beforeInstallation']> {
  return async (_options, request, response) => {
    const state = new URL(request.url ?? '/', 'http://localhost').searchParams.get('state') ?? '';
    const mark = createHash('sha256').update(state).digest('hex');
    const isFirst = await once(`slack-state:${mark}`, STATE_LIVES_MS);
    if (!isFirst) response.writeHead(400).end();
    return isFirst;
  };
}

/** Behind a proxy that speaks TLS, `X-Forwarded-Proto` says so. */
function originOf(request: IncomingMessage): string {
  const forwarded = request.headers['x-forwarded-proto'];
  const protocol = forwarded === 'https' ? 'https' : 'http';
  return `${protocol}://${request.headers.host ?? 'localhost'}`;
}

function failed(response: ServerResponse, onFailure: (error: unknown) => void, error: unknown): void {
  onFailure(error);
  if (!response.headersSent) response.writeHead(500);
  response.end();
}
