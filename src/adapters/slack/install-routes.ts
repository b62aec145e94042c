import type { IncomingMessage, ServerResponse } from 'node:http';
import type { InstallProvider } from '@slack/oauth';

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

const INSTALL_PATH = '/slack/install';
const REDIRECT_PATH = '/slack/oauth_redirect';

/** @returns false when the request is not about installing */
export function serveInstallation(
  installer: InstallProvider,
  request: IncomingMessage,
  response: ServerResponse,
  onFailure: (error: unknown) => void,
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
  installer.handleCallback(request, response).catch((error: unknown) => failed(response, onFailure, error));
  return true;
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
