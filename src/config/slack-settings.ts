import { ConfigError } from '../config-error.ts';
import { setting, urlSetting } from './setting.ts';

/**
 * How Slack is reached. With `appToken` by Socket Mode, else by HTTP with `signingSecret`; one workspace with `botToken`,
 * or many with `clientId`, `clientSecret` and `stateSecret` (OAuth).
 */
export type SlackSettings = {
  botToken: string | null;
  appToken: string | null;
  signingSecret: string | null;
  clientId: string | null;
  clientSecret: string | null;
  stateSecret: string | null;
  /** Null: Slack's own. */
  apiUrl: string | null;
};

const OAUTH = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'];

/**
 * @returns null when none of Slack's variables is set
 * @throws ConfigError naming the variable that is missing or malformed; no value is repeated in it, for all are secret
 */
export function slackSettings(env: NodeJS.ProcessEnv): SlackSettings | null {
  const slack = {
    botToken: token(env, 'SLACK_BOT_TOKEN', 'xoxb-', 'OAuth & Permissions'),
    appToken: token(env, 'SLACK_APP_TOKEN', 'xapp-', 'Basic Information, App-Level Tokens'),
    signingSecret: setting(env, 'SLACK_SIGNING_SECRET'),
    clientId: setting(env, 'SLACK_CLIENT_ID'),
    clientSecret: setting(env, 'SLACK_CLIENT_SECRET'),
    stateSecret: setting(env, 'SLACK_STATE_SECRET'),
    apiUrl: urlSetting(env, 'SLACK_API_URL'),
  };
  const { apiUrl: _, ...secrets } = slack;
  if (Object.values(secrets).every((value) => value === null)) return null;
  checkWorkspaces(env);
  checkTransport(env);
  return slack;
}

/** One workspace by its bot token, or many by OAuth: the SDK takes one or the other. */
function checkWorkspaces(env: NodeJS.ProcessEnv): void {
  const missing = OAUTH.filter((name) => setting(env, name) === null);
  const many = missing.length < OAUTH.length;
  const one = setting(env, 'SLACK_BOT_TOKEN') !== null;
  const [first] = missing;
  if (many && first !== undefined) {
    throw new ConfigError(first, `is missing; many workspaces need ${OAUTH.join(', ')} together`);
  }
  if (many && one) {
    throw new ConfigError('SLACK_BOT_TOKEN', `is for one workspace and ${OAUTH[0]} for many; leave one of the two out`);
  }
  if (!many && !one) {
    throw new ConfigError(
      'SLACK_BOT_TOKEN',
      `is missing; copy the xoxb-… token from "OAuth & Permissions" of the app, or set ${OAUTH.join(', ')} for many workspaces`,
    );
  }
  if (many && setting(env, 'OP25B_HTTP') === null) {
    throw new ConfigError('OP25B_HTTP', 'is missing; many workspaces install at /slack/install: write 0.0.0.0:8080');
  }
  if (many && setting(env, 'OP25B_SECRET_KEY') === null) {
    throw new ConfigError(
      'OP25B_SECRET_KEY',
      'is missing; the tokens of many workspaces are stored encrypted: write what "openssl rand -base64 32" prints',
    );
  }
}

function checkTransport(env: NodeJS.ProcessEnv): void {
  if (setting(env, 'SLACK_APP_TOKEN') !== null) return;
  if (setting(env, 'SLACK_SIGNING_SECRET') === null) {
    throw new ConfigError(
      'SLACK_APP_TOKEN',
      'is missing; give the xapp-… token for Socket Mode, or SLACK_SIGNING_SECRET and OP25B_HTTP for HTTP',
    );
  }
  if (setting(env, 'OP25B_HTTP') === null) {
    throw new ConfigError(
      'OP25B_HTTP',
      'is missing; SLACK_SIGNING_SECRET without SLACK_APP_TOKEN means that Slack sends its requests here: write 0.0.0.0:8080',
    );
  }
}

function token(env: NodeJS.ProcessEnv, name: string, prefix: string, page: string): string | null {
  const value = setting(env, name);
  if (value === null || (value.startsWith(prefix) && !/\s/.test(value))) return value;
  throw new ConfigError(name, `does not begin with ${prefix}, or has blanks in it; copy it from "${page}" of the app`);
}
