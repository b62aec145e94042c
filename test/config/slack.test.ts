import { describe, expect, it } from 'vitest';
import { readConfig, type Config } from '../../src/config.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const bot = { SLACK_BOT_TOKEN: 'xoxb-1-secret' };
const app = { SLACK_APP_TOKEN: 'xapp-1-secret' };
const signing = { SLACK_SIGNING_SECRET: 'signing-secret' };
const http = { OP25B_HTTP: '127.0.0.1:8080' };
const oauth = { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'client-secret', SLACK_STATE_SECRET: 'state-secret' };
const many = { ...oauth, ...http, OP25B_SECRET_KEY: key };

const slackOf = async (env: Record<string, string>): Promise<Config['slack']> => (await readConfig(env)).slack;

describe('readConfig of Slack', () => {
  it('is off when no token is set, even if the API has another address', async () => {
    expect(await slackOf({ SLACK_API_URL: 'http://127.0.0.1:1/api/' })).toBeNull();
  });

  it('takes a bot token and an app token: Socket Mode', async () => {
    expect(await slackOf({ ...bot, ...app, SLACK_API_URL: 'http://127.0.0.1:1/api/' })).toEqual({
      botToken: 'xoxb-1-secret',
      appToken: 'xapp-1-secret',
      signingSecret: null,
      clientId: null,
      clientSecret: null,
      stateSecret: null,
      apiUrl: 'http://127.0.0.1:1/api/',
    });
  });

  it.each([
    ['a bot token and a signing secret, with OP25B_HTTP: HTTP', { ...bot, ...signing, ...http }],
    ['a signing secret beside both tokens', { ...bot, ...app, ...signing }],
    ['many workspaces over HTTP', { ...many, ...signing }],
    ['many workspaces by Socket Mode', { ...many, ...app }],
  ])('takes %s', async (_, env) => {
    expect(await slackOf(env)).not.toBeNull();
  });

  it.each([
    ['SLACK_BOT_TOKEN', 'xoxb-', app],
    ['SLACK_BOT_TOKEN', 'xoxb-', { ...signing, ...http }],
    ['SLACK_BOT_TOKEN', 'xoxb-', { SLACK_BOT_TOKEN: 'xapp-1-secret', ...app }],
    ['SLACK_BOT_TOKEN', 'blanks', { SLACK_BOT_TOKEN: 'xoxb-1 secret', ...app }],
    ['SLACK_BOT_TOKEN', 'leave one of the two out', { ...many, ...bot, ...app }],
    ['SLACK_APP_TOKEN', 'xapp-', { ...bot, SLACK_APP_TOKEN: 'xoxb-1-secret' }],
    ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET and OP25B_HTTP', bot],
    ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET and OP25B_HTTP', many],
    ['OP25B_HTTP', '0.0.0.0:8080', { ...bot, ...signing }],
    ['OP25B_HTTP', '/slack/install', { ...many, ...app, OP25B_HTTP: '' }],
    ['OP25B_SECRET_KEY', 'openssl rand', { ...oauth, ...http, ...app }],
    ['SLACK_CLIENT_ID', 'together', { ...many, ...app, SLACK_CLIENT_ID: '' }],
    ['SLACK_CLIENT_SECRET', 'together', { ...many, ...app, SLACK_CLIENT_SECRET: '' }],
    ['SLACK_STATE_SECRET', 'together', { ...many, ...app, SLACK_STATE_SECRET: '' }],
    ['SLACK_API_URL', 'http', { ...bot, ...app, SLACK_API_URL: 'slack.example' }],
  ])('names %s and what to do (%s), and no secret', async (name, remedy, env) => {
    const error: unknown = await readConfig(env).catch((reason: unknown) => reason);
    const line = String(error);
    expect(line).toMatch(new RegExp(`^ConfigError: ${name}: `));
    expect(line).toContain(remedy);
    expect(line).not.toMatch(/-secret|1 secret/);
  });
});
