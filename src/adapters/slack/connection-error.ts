import { WebAPIPlatformError } from '@slack/web-api';
import { AdapterError } from '../adapter-error.ts';

/** What only the operator can mend (https://docs.slack.dev/reference/methods/auth.test#errors). */
const PERMANENT = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'missing_scope',
  'no_permission',
  'user_removed_from_team',
  'team_disabled',
]);

/** @param variable the token that was used, as the operator named it */
export function connectionError(error: unknown, variable: string): AdapterError {
  if (error instanceof WebAPIPlatformError && PERMANENT.has(error.data.error)) {
    const words = `Slack refuses ${variable} (${error.data.error}); copy it anew from the app's page at api.slack.com/apps`;
    return new AdapterError(words, { permanent: true, cause: error });
  }
  const reason = error instanceof WebAPIPlatformError ? error.data.error : error instanceof Error ? error.message : '';
  return new AdapterError(`Slack cannot be reached: ${reason}`, { permanent: false, cause: error });
}
